// Waits for news of the builds. A page that is not seen does not ask: a browser opens only six connections to one host.
const panel = document.getElementById("podwright-preview");
const status = panel.firstElementChild;
const { news, feed } = panel.dataset;
let { seen } = panel.dataset;
let asking;
const seenAgain = () => new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
document.addEventListener("visibilitychange", () => { if (document.hidden) asking?.abort(); });
for (;;) {
  if (document.hidden) await seenAgain();
  if (document.hidden) continue;
  asking = new AbortController();
  try {
    const answer = await fetch(`${news}?seen=${encodeURIComponent(seen)}`, { signal: asking.signal });
    const latest = await answer.json();
    if (latest.feed !== feed) {
      location.reload();
      break;
    }
    if (latest.seen !== seen) {
      seen = latest.seen;
      status.innerHTML = latest.panel;
    }
  } catch {
    // The preview has stopped, or this page is hidden: in a while there may be another one at this address.
    await new Promise((done) => setTimeout(done, 2000));
  }
}
