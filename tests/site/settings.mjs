// What listeners set in their browsers and systems is kept to: no scripts, no data before it is wanted, colours of their own, less motion, large text;
// and pictures in Easy Read.

import { join } from "node:path";
import { expect, finish, folder, launch, serve, stepper, tabTo, until } from "./browser.mjs";

const browser = await launch();
const step = stepper(browser);
const en = await serve(join(folder, "en"));
const train = "episodes/driving-the-train/index.html";
const players = [train, "episodes/driving-the-train/transcript/index.html", "embed/driving-the-train/index.html"];
// Where scripts are off, a page cannot be told to wait for something.
const awaited = async (page, test) => {
  for (let looks = 0; looks < 300; looks += 1) {
    // Between two pages there is nothing to ask.
    if (await page.evaluate(test).catch(() => false)) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
};

for (const path of players) {
  for (const javaScriptEnabled of [true, false]) {
    await step(`${path} ${javaScriptEnabled ? "with" : "without"} scripts: sound only for those who play`, { javaScriptEnabled }, async (page, holds) => {
      const asked = [];
      page.on("request", (request) => { if (request.url().includes("/media/")) asked.push(request.url()); });
      await page.goto(en.address + path, { waitUntil: "networkidle" });
      await page.keyboard.press("End");
      await page.waitForTimeout(300);
      const { preload, ready } = await page.evaluate(() => {
        const audio = document.querySelector("audio");
        return { preload: audio.preload, ready: audio.readyState };
      });
      holds(preload === "none" && ready === 0 && asked.length === 0, `before: ${preload}, ${ready}, ${asked}`);
      await page.evaluate(() => document.activeElement.blur());
      await page.goto(en.address + path);
      await tabTo(page, javaScriptEnabled ? "[name='play']" : "audio");
      await page.keyboard.press("Space");
      holds(await awaited(page, () => document.querySelector("audio").currentTime > 0.3), "the space bar plays");
      holds(asked.length > 0, "the sound is fetched then");
      await page.keyboard.press("Space");
      holds(await awaited(page, () => document.querySelector("audio").paused), "the space bar pauses");
    });
  }
}

await step("a chapter without scripts", { javaScriptEnabled: false }, async (page, holds) => {
  await page.goto(en.address + train);
  await tabTo(page, ".chapters li:nth-child(2) > a");
  await page.keyboard.press("Enter");
  holds(await awaited(page, () => location.pathname.endsWith(".mp3") && document.querySelector("video, audio")?.currentTime > 20.9), "plays from where it begins");
});

// Pictures of a part of the page are compared on a page of their own: in forced colours, scripts are told what the page asked for and not what is seen.
const canvas = await (await browser.newContext()).newPage();
const compared = (before, after, box) => canvas.evaluate(async ([before, after, { x, y, width, height }]) => {
  const read = async (coded) => {
    const image = new Image();
    image.src = `data:image/png;base64,${coded}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(x, y, width, height).data;
  };
  // WCAG 2.2, "contrast ratio".
  const light = (data, at) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, part) => {
    const value = data[at + part] / 255;
    return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const [one, other] = [await read(before), await read(after)];
  let [changed, marked] = [0, 0];
  const corner = light(other, 0);
  for (let at = 0; at < one.length; at += 4) {
    if (contrast(light(one, at), light(other, at)) >= 3) changed += 1;
    if (contrast(light(other, at), corner) >= 3) marked += 1;
  }
  // The middle of the left edge, from outside inwards.
  const row = Array.from({ length: Math.min(width, 24) }, (_, column) => light(other, ((height >> 1) * width + column) * 4));
  return { changed, marked, edge: row.some((value) => contrast(value, row[0]) >= 3) };
}, [before, after, box]);
const picture = async (page) => (await page.screenshot()).toString("base64");

for (const colorScheme of ["light", "dark"]) {
  await step(`forced colours, ${colorScheme}`, { viewport: { width: 800, height: 700 }, forcedColors: "active", colorScheme, reducedMotion: "reduce" }, async (page, holds) => {
    holds(await page.goto("about:blank").then(() => page.evaluate(() => matchMedia("(forced-colors: active)").matches)), "colours are forced");
    for (const path of [train, "index.html", "subscribe/index.html"]) {
      await page.goto(en.address + path);
      let seen = 0;
      for (let stops = 0; stops < 14; stops += 1) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const element = document.activeElement;
          const { x, y, width, height } = element.getBoundingClientRect();
          const [left, top] = [Math.max(0, Math.floor(x) - 8), Math.max(0, Math.floor(y) - 8)];
          const box = { x: left, y: top, width: Math.min(innerWidth, Math.ceil(x + width) + 8) - left, height: Math.min(innerHeight, Math.ceil(y + height) + 8) - top };
          return { box, name: `${element.tagName} ${element.textContent.trim().slice(0, 30)}`, control: element.matches("button, .button, select, input"), own: element.matches("audio, .skip, main, body") };
        });
        // The player in the page is the browser's own.
        if (stop.own || stop.box.width < 1 || stop.box.height < 1) continue;
        const focused = await picture(page);
        await page.evaluate(() => document.activeElement.blur());
        const plain = await picture(page);
        const { changed, marked, edge } = await compared(plain, focused, stop.box);
        const around = stop.box.width + stop.box.height;
        holds(changed >= around, `${path}: the focus on ${stop.name} is seen by ${changed} of ${around} pixels`);
        holds(marked >= 20, `${path}: ${stop.name} is seen`);
        if (stop.control) holds((await compared(focused, plain, stop.box)).edge, `${path}: ${stop.name} has an edge (${edge})`);
        seen += 1;
      }
      holds(seen >= 8, `${path}: ${seen} stops looked at`);
    }
  });
}

for (const [reducedMotion, wanted] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
  await step(`the transcript follows, motion: ${reducedMotion}`, { reducedMotion }, async (page, holds) => {
    await page.addInitScript(() => {
      globalThis.scrolled = [];
      Element.prototype.scrollIntoView = function scrollIntoView(options) { globalThis.scrolled.push(options?.behavior ?? "auto"); };
    });
    await page.goto(en.address + train);
    await page.click("details summary");
    await page.check("#follow");
    await page.click("[name='play']");
    await until(page, () => document.querySelector("audio").currentTime > 0.3);
    await page.evaluate(() => { document.querySelector("audio").currentTime = 60; });
    await until(page, () => globalThis.scrolled.length > 1);
    const ways = await page.evaluate(() => [...new Set(globalThis.scrolled)].join(" "));
    holds(ways === wanted, `scrolls ${ways}`);
  });
}

// 1280 pixels at 400 % are 320; a screen of 1024 lines then has 256 (WCAG 2.2, 1.4.10).
await step("four times as large", { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async (page, holds) => {
  for (const path of [train, "index.html", "subscribe/index.html", "episodes/driving-the-train/easy-read/index.html", "episodes/driving-the-train/transcript/index.html"]) {
    await page.goto(en.address + path);
    const { sideways, fixed } = await page.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - innerWidth,
      fixed: [...document.querySelectorAll("body *")].filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position)).length,
    }));
    holds(sideways <= 0, `${path}: scrolls sideways by ${sideways} pixels`);
    holds(fixed === 0, `${path}: ${fixed} elements stay in the way`);
    for (let stops = 0; stops < 25; stops += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const [box] = element.getClientRects();
        const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 12));
        return { name: `${element.tagName} ${element.textContent.trim().slice(0, 30)}`, seen: Boolean(top) && (element.contains(top) || top.contains(element)) };
      });
      if (!stop) break;
      holds(stop.seen, `${path}: ${stop.name} is out of sight when focused`);
    }
  }
});

const themed = await serve(join(folder, "themed"));
for (const width of [320, 768, 1280]) {
  await step(`Easy Read with pictures, ${width} pixels`, { viewport: { width, height: 900 } }, async (page, holds) => {
    await page.goto(`${themed.address}episodes/driving-the-train/easy-read/index.html`);
    for (const image of await page.locator(".ideas img").all()) await image.scrollIntoViewIfNeeded();
    const ideas = await page.evaluate(async () => {
      await Promise.all([...document.images].map((image) => image.decode()));
      return [...document.querySelectorAll(".ideas li")].map((item) => {
        const image = item.querySelector("img");
        if (!image) return null;
        const words = document.createRange();
        words.selectNodeContents(item);
        const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT, (node) => (node.textContent.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
        const range = document.createRange();
        range.selectNodeContents(walker.nextNode());
        const [picture, text, whole] = [image, range, item].map((part) => part.getBoundingClientRect());
        return {
          alt: image.alt, shown: image.naturalWidth > 0 && picture.width >= 100, type: image.currentSrc.split(".").pop(),
          beside: picture.right < text.left, apart: picture.bottom <= text.top + 1 || picture.top >= text.bottom - 1, inside: picture.bottom <= whole.bottom + 1 && picture.right <= innerWidth,
        };
      });
    });
    const pictures = ideas.filter(Boolean);
    holds(pictures.length === 2 && ideas.length > 3, `${pictures.length} of ${ideas.length} ideas have a picture`);
    for (const { alt, shown, type, beside, apart, inside } of pictures) {
      holds(alt.length > 5 && shown && type === "webp" && inside, `${alt}: ${shown} ${type} ${inside}`);
      holds(width < 640 ? apart : beside, `${alt}: the picture stands ${width < 640 ? "above or below" : "beside"} the words`);
    }
    holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  });
}
themed.close();
en.close();
await browser.close();
expect(step.count > 10, `${step.count} steps`);
finish(`settings: ${step.count} ways`);
