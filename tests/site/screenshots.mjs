// Pictures of each kind of page at three widths, for people to look at. Where the pages have changed, build the show of this repository, take them
// anew, and look at them:
// node tests/site/screenshots.mjs docs/pages target/tests/node/node_modules /usr/bin/chromium
// With an address behind, it takes them of a preview.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish, folder, launch, open, serve } from "./browser.mjs";

// The page for missing pages names the path that the show's address has.
const own = process.argv[5] ? null : await serve(fileURLToPath(new URL("../../feed", import.meta.url)), { at: "/co-production-for-beginners/" });
const address = process.argv[5] ?? own.address;
const kinds = {
  "index": "index.html",
  "episode": "episodes/driving-the-train/index.html",
  "transcript": "episodes/driving-the-train/transcript/index.html",
  "easy-read": "episodes/driving-the-train/easy-read/index.html",
  "subscribe": "subscribe/index.html",
  "embed": "embed/driving-the-train/index.html",
  "missing": "404.html",
};
const looks = [{ width: 320, colorScheme: "light" }, { width: 768, colorScheme: "dark" }, { width: 1280, colorScheme: "light" }];

await mkdir(folder, { recursive: true });
const browser = await launch();
let pictures = 0;
for (const [kind, path] of Object.entries(kinds)) {
  for (const { width, colorScheme } of looks) {
    const height = kind === "embed" ? 240 : 900;
    const { context, page } = await open(browser, { viewport: { width, height }, colorScheme }, kind);
    await page.goto(address + path);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.loading === "lazy" || image.decode().catch(() => {}))));
    await page.screenshot({ path: join(folder, `${kind}-${width}-${colorScheme}.jpg`), type: "jpeg", quality: 75 });
    pictures += 1;
    await context.close();
  }
}
await browser.close();
own?.close();
finish(`${pictures} pictures`);
