"""Draw the PNG icons from public/icons/icon.svg with Chromium; run by hand when the SVG changes."""

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

ICONS = Path(__file__).resolve().parent.parent / "public" / "icons"
BACKGROUND = "#0b6b61"
# A maskable icon is cut to the platform's shape: its content stays within the inner 80 %.
SIZES = {"icon-180.png": (180, 1.0), "icon-192.png": (192, 1.0), "icon-512.png": (512, 1.0)}
MASKABLE = {"icon-maskable-512.png": (512, 0.8)}


async def main() -> None:
    """Draw the icons with the browser."""
    svg = (ICONS / "icon.svg").read_text(encoding="utf-8")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (size, share) in (SIZES | MASKABLE).items():
            page = await browser.new_page(viewport={"width": size, "height": size})
            colour = BACKGROUND if share < 1 else "transparent"
            await page.set_content(
                f"<style>body{{margin:0;background:{colour};display:grid;place-items:center;"
                f"height:100vh}}svg{{width:{size * share}px}}</style>{svg}"
            )
            await page.screenshot(path=ICONS / name, omit_background=True)
            await page.close()
        await browser.close()


asyncio.run(main())
