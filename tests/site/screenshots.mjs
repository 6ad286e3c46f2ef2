// Pictures of each kind of page at three widths, for people to look at. Where the pages have changed, take them anew, with `podwright serve` in the
// show of this repository, and look at them:
// node tests/site/screenshots.mjs docs/pages target/tests/node/node_modules /usr/bin/chromium http://127.0.0.1:7639/co-production-for-beginners/

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { finish, folder, launch, open } from "./browser.mjs";

const address = process.argv[5];
const kinds = {
  "index": "",
  "episode": "episodes/driving-the-train/",
  "transcript": "episodes/driving-the-train/transcript/",
  "easy-read": "episodes/driving-the-train/easy-read/",
  "subscribe": "subscribe/",
  "embed": "embed/driving-the-train/",
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
    // A preview waits for news, so its network is never idle: what counts is that the pictures are there.
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.loading === "lazy" || image.decode().catch(() => {}))));
    await page.screenshot({ path: join(folder, `${kind}-${width}-${colorScheme}.jpg`), type: "jpeg", quality: 75 });
    pictures += 1;
    await context.close();
  }
}
await browser.close();
finish(`${pictures} pictures`);
