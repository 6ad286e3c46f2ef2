// Pictures of each kind of page at three widths, for people to look at. Run it after the tests of the pages have written their folders:
// node tests/site/screenshots.mjs target/tests/site target/tests/node/node_modules /usr/bin/chromium docs/pages

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { finish, folder, launch, open, serve } from "./browser.mjs";

const out = process.argv[5];
const kinds = {
  "index": "index.html",
  "episode": "episodes/driving-the-train/index.html",
  "transcript": "episodes/driving-the-train/transcript/index.html",
  "easy-read": "episodes/driving-the-train/easy-read/index.html",
  "subscribe": "subscribe/index.html",
  "embed": "embed/driving-the-train/index.html",
};
const looks = [{ width: 320, colorScheme: "light" }, { width: 768, colorScheme: "dark" }, { width: 1280, colorScheme: "light" }];

await mkdir(out, { recursive: true });
const browser = await launch();
const server = await serve(join(folder, "en"));
let pictures = 0;
for (const [kind, path] of Object.entries(kinds)) {
  for (const { width, colorScheme } of looks) {
    const height = kind === "embed" ? 240 : 900;
    const { context, page } = await open(browser, { viewport: { width, height }, colorScheme }, kind);
    await page.goto(server.address + path);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(out, `${kind}-${width}-${colorScheme}.jpg`), type: "jpeg", quality: 75 });
    pictures += 1;
    await context.close();
  }
}
server.close();
await browser.close();
finish(`${pictures} pictures`);
