"""The paper room: fonts, lines of text, ornament and PDF documents; it knows no wing and no database.

A wing's pdf.py gets words, builds a `Document` and puts `Form`s (ornament) and text on its pages.
"""
