"""The sheet: A4 landscape in points. Nothing is drawn outside SAFE, so that office printers don't cut the frame."""

WIDTH, HEIGHT = 841.89, 595.28
CENTRE = WIDTH / 2
MIDDLE = HEIGHT / 2
SAFE = 15.0
BOX = (0, 0, WIDTH, HEIGHT)
