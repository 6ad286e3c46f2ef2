// The player: in view while one reads, in the accessibility tree, on the locked screen, in lists and in other sites' pages; and what is shared.

import { join } from "node:path";
import { finish, folder, launch, serve, sound, stepper, tabTo, until } from "./browser.mjs";

const browser = await launch();
const step = stepper(browser);
const en = await serve(join(folder, "en"));
const train = "episodes/driving-the-train/index.html";
const guid = "podwright place";
// Whether the middle of an element is on the screen, and nothing covers it.
const isInView = (page, selector) => page.evaluate((wanted) => {
  const element = [...document.querySelectorAll(wanted)].find((found) => found.checkVisibility());
  if (!element) return false;
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight && Boolean(top) && (element.contains(top) || top.contains(element));
}, selector);

for (const [width, height] of [[320, 568], [320, 900], [768, 900], [1280, 720]]) {
  await step(`a time of the transcript, ${width} x ${height}`, { viewport: { width, height }, hasTouch: width < 768 }, async (page, holds) => {
    await page.goto(en.address + train);
    holds(await page.locator("audio").isHidden(), "there is one player");
    holds(await page.locator("#tools.small").count() === 0, "it is where it stands before anything plays");
    const line = page.locator("#transcript p:nth-of-type(20) > a");
    await line.scrollIntoViewIfNeeded();
    await (width < 768 ? line.tap() : line.click());
    await until(page, () => !document.querySelector("audio").paused && document.querySelector("audio").currentTime > 60);
    holds(await page.textContent("#tools [name='play']") === "Pause", "the button pauses");
    for (const tool of ["[name='play']", "[name='back']", "[name='forward']", "#place", "#at", "#length", "#speed", "#chapter"]) {
      holds(await isInView(page, `#tools ${tool}`), `${tool} is in view`);
    }
    const { bar, sideways } = await page.evaluate(() => ({
      bar: document.querySelector("#tools").getBoundingClientRect().height / innerHeight, sideways: document.documentElement.scrollWidth - innerWidth,
    }));
    holds(bar < 0.26 && sideways <= 0, `it is small: ${Math.round(bar * 100)} % of the height, ${sideways} pixels too wide`);
    const chapter = await page.textContent("#chapter");
    holds(await page.locator(".chapters a[aria-current='true']").count() === 1, "one chapter is marked");
    holds((await page.textContent(".chapters a[aria-current='true']")).includes(chapter) && chapter.length > 3, `as the player says: ${chapter}`);
    holds(await page.locator("#transcript .now").count() === 1, "one line is marked");
    await page.click("#tools [name='play']");
    holds((await sound(page)).paused, "and Pause pauses");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(100);
    const { foot, top } = await page.evaluate(() => ({ foot: document.querySelector(".foot").getBoundingClientRect().bottom, top: document.querySelector("#tools").getBoundingClientRect().top }));
    holds(foot <= top + 1, `the foot of the page can be read: ${foot} above ${top}`);
    await page.evaluate(() => document.querySelector("h1").scrollIntoView({ block: "center" }));
    await page.evaluate(() => document.querySelector(".player").scrollIntoView({ block: "center" }));
    await until(page, () => !document.querySelector("#tools.small"));
  });
}

await step("the accessibility tree", {}, async (page, holds, context) => {
  const session = await context.newCDPSession(page);
  const tree = async () => {
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    return nodes.filter(({ ignored }) => !ignored).map(({ role, name, properties = [], value }) => ({
      role: role?.value, name: name?.value ?? "", value: value?.value, ...Object.fromEntries(properties.map((one) => [one.name, one.value.value])),
    }));
  };
  const one = async (role, name) => {
    const found = (await tree()).filter((node) => node.role === role && node.name === name);
    holds(found.length === 1, `${found.length} of ${role} "${name}"`);
    return found[0] ?? {};
  };
  await page.goto(en.address + train);
  await one("group", "Listen to Driving the train");
  await one("button", "Back 15 s");
  await one("button", "Forward 30 s");
  await one("combobox", "Speed");
  const inWords = () => page.getAttribute("#place", "aria-valuetext");
  holds((await one("slider", "Place in the episode")).valuemax === 207 && await inWords() === "0:00 of 3:27", `the slider says the whole length before anything is loaded: ${await inWords()}`);
  await tabTo(page, "[name='play']");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("audio").currentTime > 0.3);
  holds((await one("button", "Pause")).focused === true, "the same button pauses");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("audio").paused);
  await tabTo(page, "[name='forward']");
  await page.focus("#place");
  const from = (await sound(page)).at;
  for (const key of ["ArrowRight", "ArrowRight", "PageUp", "ArrowLeft"]) await page.keyboard.press(key);
  await until(page, (place) => Math.abs(document.querySelector("audio").currentTime - place) < 1, from + 65);
  const slider = await one("slider", "Place in the episode");
  holds(Math.abs(slider.value - from - 65) < 2 && slider.focused && /^1:0\d of 3:27$/.test(await inWords()), `the slider says where it is: ${slider.value}, ${await inWords()}`);
  await page.keyboard.press("Home");
  await until(page, () => document.querySelector("audio").currentTime < 1);
  await page.keyboard.press("End");
  await until(page, () => document.querySelector("audio").currentTime > 200);
  const time = await page.textContent("#transcript p:nth-of-type(20) > a");
  await one("link", time);
  await page.focus("#transcript p:nth-of-type(20) > a");
  await page.keyboard.press("Enter");
  await until(page, () => !document.querySelector("audio").paused && document.querySelector("audio").currentTime < 200);
  await one("button", "Pause");
  const waves = (await tree()).filter(({ role }) => role === "graphics-document" || role === "image");
  holds(waves.every(({ name }) => name !== ""), "no picture without a name");
});

await step("the locked screen of a phone", {}, async (page, holds) => {
  await page.addInitScript(() => {
    globalThis.keys = {};
    const set = MediaSession.prototype.setActionHandler;
    MediaSession.prototype.setActionHandler = function setActionHandler(name, answer) {
      globalThis.keys[name] = answer;
      return set.call(this, name, answer);
    };
  });
  await page.goto(en.address + train);
  await page.click("[name='play']");
  await until(page, () => document.querySelector("audio").currentTime > 0.3);
  const { title, artist, artwork, state } = await page.evaluate(() => {
    const { metadata, playbackState } = navigator.mediaSession;
    return { title: metadata.title, artist: metadata.artist, artwork: metadata.artwork.map(({ src }) => src), state: playbackState };
  });
  holds(title === "Driving the train" && artist === "Co-production for beginners" && state === "playing", `${title}, ${artist}, ${state}`);
  holds(artwork.length === 1 && (await page.request.get(artwork[0])).ok(), `a picture: ${artwork}`);
  const press = (name, detail = {}) => page.evaluate(([name, detail]) => globalThis.keys[name](detail), [name, detail]);
  for (const [name, detail, test] of [
    ["seekforward", {}, () => document.querySelector("audio").currentTime > 30], ["seekbackward", {}, () => document.querySelector("audio").currentTime < 25],
    ["nexttrack", {}, () => Math.abs(document.querySelector("audio").currentTime - 20.9) < 2], ["nexttrack", {}, () => Math.abs(document.querySelector("audio").currentTime - 56.5) < 2],
    ["previoustrack", {}, () => Math.abs(document.querySelector("audio").currentTime - 20.9) < 2], ["seekto", { seekTime: 120 }, () => Math.abs(document.querySelector("audio").currentTime - 120) < 2],
    ["pause", {}, () => document.querySelector("audio").paused], ["play", {}, () => !document.querySelector("audio").paused],
  ]) {
    await press(name, detail);
    await until(page, test);
  }
});

for (const width of [320, 1280]) {
  await step(`play from the list, ${width}`, { viewport: { width, height: 800 } }, async (page, holds) => {
    await page.goto(en.address + "index.html");
    holds(await page.locator("#tools").isHidden(), "nothing plays, and no player is shown");
    const other = page.getByRole("button", { name: "Play Words we use" });
    await other.click();
    await until(page, () => document.querySelector("audio").currentTime > 0.3);
    holds(await isInView(page, "#tools [name='play']"), "Pause is in view");
    holds(await page.textContent("#playing") === "Words we use" && (await page.getAttribute("#playing", "href")).endsWith("words-we-use/index.html"), "the player says what plays");
    holds(await page.textContent("#length") === "1:35", `and how long it is: ${await page.textContent("#length")}`);
    holds(await page.getByRole("button", { name: "Pause Words we use" }).count() === 1, "the button in the list pauses");
    await page.evaluate(() => { document.querySelector("audio").currentTime = 40; });
    await until(page, (key) => Object.keys(localStorage).some((name) => name.startsWith(key) && Number(localStorage.getItem(name)) >= 39), guid);
    await page.getByRole("button", { name: "Play Driving the train" }).click();
    await until(page, () => document.querySelector("audio").src.endsWith("driving-the-train.mp3") && document.querySelector("audio").currentTime > 0.2);
    holds(await other.count() === 1, "one plays at a time");
    await page.getByRole("button", { name: "Pause Driving the train" }).click();
    holds((await sound(page)).paused, "the list pauses");
    await page.reload();
    await other.click();
    await until(page, () => document.querySelector("audio").currentTime >= 38);
    holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  });
}

await step("play from the list without scripts", { javaScriptEnabled: false }, async (page, holds) => {
  await page.goto(en.address + "index.html");
  holds(await page.locator("audio").isHidden(), "no player stands there that plays nothing");
  const links = await page.locator("a.play").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  holds(links.length >= 6 && links.every((link) => /^media\/.*\.(mp3|m4a)$/.test(link)), `each leads to its sound: ${links}`);
});

for (const [width, height] of [[320, 180], [640, 240]]) {
  for (const path of ["embed/driving-the-train/index.html", "embed/coming-soon/index.html"]) {
    await step(`${path}, ${width} x ${height}`, { viewport: { width, height } }, async (page, holds) => {
      await page.goto(en.address + path);
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
      for (const part of ["img", "h1", "#tools [name='play']", "#place", "#at", "#length", "#speed", ".chapters summary"]) {
        holds(await isInView(page, part), `${part} is in view`);
      }
      await page.click("[name='play']");
      await until(page, () => document.querySelector("audio").currentTime > 0.3);
      await page.selectOption("#speed", "1.5");
      holds((await sound(page)).speed === 1.5, "the speed changes");
      await page.click(".chapters summary");
      const last = page.locator(".chapters li:last-child a");
      await last.click();
      await until(page, (place) => document.querySelector("audio").currentTime >= place, Number((await last.getAttribute("href")).split("#t=")[1]));
      holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
    });
  }
}

await step("what is shared", { permissions: ["clipboard-read", "clipboard-write"] }, async (page, holds) => {
  await page.goto(en.address + train);
  const copied = async (name, said) => {
    await page.evaluate(() => { document.querySelector("#status").textContent = ""; });
    await page.getByRole("button", { name, exact: true }).click();
    await until(page, (wanted) => document.querySelector("#status").textContent === wanted, said);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.click(".share >> nth=0 >> summary");
  await page.click(".share >> nth=1 >> summary");
  const address = "https://example.org/co-production-for-beginners/";
  holds(await copied("Copy the link", "The link is copied.") === `${address}episodes/driving-the-train/`, "the page's address");
  await page.evaluate(() => { document.querySelector("audio").currentTime = 0; });
  await page.click(".chapters li:nth-child(3) > a");
  await until(page, () => document.querySelector("audio").currentTime > 56);
  holds(/driving-the-train\/index\.html#t=5\d(\.\d+)?$/.test(await copied("Copy a link to this moment", "The link is copied.")), "the moment's address");
  const code = await copied("Copy the code", "The code is copied.");
  const body = code.replace(address, en.address).replace("driving-the-train/", "driving-the-train/index.html");
  await page.route("**/another-site.html", (route) => route.fulfill({ contentType: "text/html", body: `<!DOCTYPE html><title>Another</title>${body}` }));
  await page.goto(`${en.address}another-site.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("[name='play']").waitFor();
  holds(await page.locator("iframe").getAttribute("title") === "Driving the train" && await frame.locator("h1").textContent() === "Driving the train", "the code shows the player");
  await page.goto(en.address + train);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no")); });
  await page.click(".share >> nth=1 >> summary");
  await page.getByRole("button", { name: "Copy the code" }).click();
  await until(page, () => document.querySelector("#status").textContent.startsWith("The code could not be copied"));
  holds(await page.evaluate(() => { const box = document.querySelector("#code"); return box.selectionEnd - box.selectionStart === box.value.length; }), "the code is selected");
});

await step("what is shared, without scripts", { javaScriptEnabled: false }, async (page, holds) => {
  await page.goto(en.address + train);
  await page.click(".share >> nth=1 >> summary");
  holds((await page.inputValue("#code")).startsWith("<iframe src=\"https://example.org/"), "the code can be read and selected");
  holds(await page.locator(".share button:visible").count() === 0, "no button that does nothing");
});

// Chromium knows neither of the properties by which the style tells Apple's devices.
for (const [device, options, apps] of [
  ["a phone", { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true }, ["Pocket Casts", "AntennaPod", "Podcast Addict"]], ["a computer", {}, []],
]) {
  for (const javaScriptEnabled of [true, false]) {
    await step(`the apps of ${device}, ${javaScriptEnabled ? "with" : "without"} scripts`, { ...options, javaScriptEnabled }, async (page, holds) => {
      await page.goto(`${en.address}subscribe/index.html`);
      const shown = await page.locator(".apps li:visible").allInnerTexts();
      holds(shown.length === apps.length && apps.every((app, index) => shown[index].includes(app)), `${shown}`);
      holds(await page.locator(".choose").isVisible() === (apps.length > 0), "no heading without apps");
      holds(await page.locator(".code svg").isVisible() && await page.locator("#address").isVisible(), "the code and the address are there");
    });
  }
}

await step("lines are as long as one reads well", {}, async (page, holds) => {
  for (const [path, selector] of [[train, ".notes p"], [train, "#transcript p"], ["index.html", ".entry .words p"], ["subscribe/index.html", ".page p"]]) {
    for (const width of [768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(en.address + path);
      const longest = await page.evaluate((wanted) => Math.max(...[...document.querySelectorAll(wanted)].flatMap((paragraph) => {
        const range = document.createRange();
        const counts = new Map();
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let at = 0; at < node.length; at += 1) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const [box] = range.getClientRects();
            if (box) counts.set(Math.round(box.bottom / 8), (counts.get(Math.round(box.bottom / 8)) ?? 0) + 1);
          }
        }
        return [...counts.values()];
      })), selector);
      holds(longest > 30 && longest <= 85, `${path} ${selector} at ${width}: ${longest} letters in a line`);
    }
  }
});
en.close();
await browser.close();
finish(`player: ${step.count} ways`);
