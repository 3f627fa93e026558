"""axe-core on a page that stands in the browser; it comes in from outside, so the page's own policy stays strict."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"


def in_every_page(page: Page) -> None:
    """Have axe in each page that this window opens from now on; sending it each time takes longer than its work."""
    page.add_init_script(path=AXE)


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one text each: the rule, why, and where; an empty list is what we want."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    # All rules run; of what passes only the count is kept, which is most of the time and of the answer.
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(all => all.violations)")
    return [f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


# Elements that reach beyond the window, but not those inside a part that scrolls by itself.
TOO_WIDE = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const contained = (one) => one && (getComputedStyle(one).overflowX !== "visible" || contained(one.parentElement));
  const wide = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > room + 1 && !contained(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 160));
  return [`${document.documentElement.scrollWidth} px for ${room}`, ...wide];
}
"""


def overflow(page: Page) -> list[str]:
    """What makes the page wider than its window, one text each; an empty list is what we want."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # laid out by then
    wide: list[str] = page.evaluate(TOO_WIDE)
    return wide
