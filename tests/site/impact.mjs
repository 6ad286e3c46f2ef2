// What people do on the page about impact and on its Easy Read form: with a keyboard alone, without scripts, on the narrowest screen.

import { join } from "node:path";
import { expect, finish, folder, launch, serve, stepper, tabTo, until } from "./browser.mjs";

const browser = await launch();
const step = stepper(browser);
const made = await serve(join(folder, "impact"));
const [whole, easy] = ["impact/index.html", "impact/easy-read/index.html"];
const at = (path) => (place) => place.pathname.endsWith(`/${path}`);

await step("keyboard", {}, async (page, holds) => {
  await page.goto(made.address + whole);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  holds(await page.evaluate(() => document.activeElement.id === "main"), "the first stop skips to the content");
  await tabTo(page, "a.button");
  await page.keyboard.press("Enter");
  await page.waitForURL(at(easy));
  await tabTo(page, "a.button.main");
  await page.keyboard.press("Enter");
  await page.waitForURL(at(whole));
  await tabTo(page, "section[aria-labelledby='did'] a[href^='#heard-']");
  const answered = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("li:target") !== null);
  const box = await page.locator("li:target").boundingBox();
  holds(box.y >= 0 && box.y + box.height <= 900, `what was said (${answered}) is in sight: ${JSON.stringify(box)}`);
  await tabTo(page, "details summary");
  holds(!(await page.locator("details p").isVisible()), "how it was counted waits until it is asked for");
  await page.keyboard.press("Enter");
  holds(await page.locator("details p").isVisible(), "how it was counted opens with a key");
  await page.goto(made.address + whole);
  await tabTo(page, "section[aria-labelledby='often'] tbody a");
  await page.keyboard.press("Enter");
  await page.waitForURL((place) => place.pathname.includes("/episodes/"));
});

await step("an episode leads to what came of it, and back", {}, async (page, holds) => {
  await page.goto(`${made.address}episodes/words-we-use/index.html`);
  holds((await page.locator("section[aria-labelledby='because'] li").count()) > 0, "the episode says what changed");
  await tabTo(page, "section[aria-labelledby='because'] a");
  await page.keyboard.press("Enter");
  await page.waitForURL(at(whole));
  await tabTo(page, "section[aria-labelledby='did'] a[href*='words-we-use']");
  await page.keyboard.press("Enter");
  await page.waitForURL(at("episodes/words-we-use/index.html"));
});

await step("focus is seen", { viewport: { width: 320, height: 900 } }, async (page, holds) => {
  for (const path of [whole, easy]) {
    await page.goto(made.address + path);
    let stops = 0;
    for (; stops < 100; stops += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const box = element.getClientRects()[0];
        const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 12)];
        const top = document.elementFromPoint(x, y);
        const seen = top && (element.contains(top) || top.contains(element));
        return { name: `${element.tagName} ${element.textContent.slice(0, 30)}`, seen, outline: getComputedStyle(element).outlineStyle !== "none" };
      });
      if (!stop) break;
      holds(stop.seen, `${path}: ${stop.name} is hidden when focused`);
      holds(stop.outline, `${path}: ${stop.name} shows no focus`);
    }
    holds(stops > 5 && stops < 100, `${path}: ${stops} stops`);
  }
});

// The figures of the picture are in the table beside it, and nothing is drawn that a table does not say.
await step("the picture and its table", { viewport: { width: 320, height: 900 } }, async (page, holds) => {
  await page.goto(made.address + whole);
  const { bars, rows, wide } = await page.evaluate(() => {
    const svg = document.querySelector("section[aria-labelledby='often'] svg");
    const table = document.querySelector("section[aria-labelledby='often'] table");
    return { bars: svg.querySelectorAll("rect").length, rows: table.querySelectorAll("tbody tr").length, wide: svg.getBoundingClientRect().right };
  });
  holds(bars === rows && rows === 3, `${bars} bars and ${rows} rows`);
  holds(wide <= 320, `the picture ends at ${wide} pixels`);
});

for (const path of [whole, easy]) {
  const words = {};
  for (const javaScriptEnabled of [true, false]) {
    await step(`${path} ${javaScriptEnabled ? "with" : "without"} scripts`, { javaScriptEnabled, viewport: { width: 320, height: 900 } }, async (page, holds) => {
      await page.goto(made.address + path);
      holds(await page.locator("h1").isVisible(), "the heading is seen");
      words[javaScriptEnabled] = (await page.locator("main").innerText()).replace(/\s+/g, " ");
      const headings = await page.locator("main h2").allTextContents();
      holds(headings.slice(0, 5).join("|") === "You told us|What we did|What is different now|What we have not done, and why|Tell us", `the parts come in their order: ${headings}`);
      if (javaScriptEnabled) return;
      holds(await page.locator("button:visible").count() === 0, "a button is shown that does nothing");
      for (const link of await page.locator("main a").all()) holds(await link.getAttribute("href"), "a link leads nowhere");
    });
  }
  expect(words[false] === words[true], `${path}: the words differ without scripts`);
}

made.close();
await browser.close();
finish(`impact: ${step.count} ways`);
