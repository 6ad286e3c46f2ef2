// The player of the pages, where scripts run: on the page of an episode player.js goes on, in a list list.js. Without them a page plays, reads and jumps all
// the same.
// Nothing leaves the device: the place in the sound and the choices stay in its own store.

const audio = document.querySelector("audio");
const tools = document.querySelector("#tools");
const status = document.querySelector("#status");
const find = (selector) => tools.querySelector(selector);

// The store may be shut: in private windows, and in some browsers for pages opened from a folder.
const store = {
  key: (name) => `podwright ${name}`,
  read(name) {
    try { return localStorage.getItem(this.key(name)); } catch { return null; }
  },
  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(this.key(name));
      else localStorage.setItem(this.key(name), value);
    } catch { /* the page works without it */ }
  },
};

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};
const fill = (words, ...values) => values.reduce((text, value) => text.replace("{}", value), words);
// Nothing is loaded before the listener asks for it, so a place is kept until the sound is there.
let wanted = null;
const at = () => wanted ?? audio.currentTime;
const end = () => (Number.isFinite(audio.duration) ? audio.duration : Number(audio.dataset.seconds) || 0);

const slider = find("#place");
const show = () => {
  const [now, whole] = [at(), end()];
  find("#at").textContent = clock(now);
  find("#length").textContent = whole ? clock(Math.round(whole)) : "";
  slider.parentElement.style.setProperty("--at", `${whole ? Math.min(100, now / whole * 100) : 0}%`);
  slider.max = Math.max(1, Math.floor(whole));
  // A screen reader says each change of what has the focus: while it plays, that would talk over it.
  if (audio.paused || document.activeElement !== slider) tell();
};
const tell = () => {
  slider.value = Math.floor(at());
  slider.setAttribute("aria-valuetext", fill(slider.dataset.of, clock(at()), clock(Math.round(end()))));
};

// What else is to be done when the place changes; and the buttons beside the player's own.
let changed = () => {};
const plays = [];
let chosen = null;

const seek = (seconds) => {
  const place = Math.min(Math.max(0, seconds), end() || Infinity);
  if (audio.readyState > 0) audio.currentTime = place;
  else wanted = place;
  show();
};
const playFrom = (seconds) => {
  seek(seconds);
  audio.play().catch(() => {});
};
const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());

// Keys of headsets and keyboards, and the locked screen of a phone.
const session = globalThis.MediaMetadata ? navigator.mediaSession : null;
const announce = () => {
  if (!session) return;
  const { title, show: artist, picture } = audio.dataset;
  session.metadata = new MediaMetadata({ title, artist, artwork: picture ? [{ src: new URL(picture, location.href).href }] : [] });
};
const report = () => {
  if (!session) return;
  session.playbackState = audio.paused ? "paused" : "playing";
  const [position, duration] = [audio.currentTime, audio.duration];
  if (Number.isFinite(duration) && position <= duration) session.setPositionState?.({ duration, position, playbackRate: audio.playbackRate });
};
const hear = (answers) => {
  for (const [action, answer] of Object.entries(answers)) {
    try { session?.setActionHandler(action, answer); } catch { /* this browser knows no such key */ }
  }
};
hear({
  play: () => audio.play().catch(() => {}),
  pause: () => audio.pause(),
  stop: () => audio.pause(),
  seekbackward: (detail) => seek(at() - (detail.seekOffset ?? 15)),
  seekforward: (detail) => seek(at() + (detail.seekOffset ?? 30)),
  seekto: (detail) => seek(detail.seekTime),
});

const place = () => `place ${audio.dataset.episode}`;
let kept = 0;
audio.addEventListener("loadedmetadata", () => {
  if (wanted !== null) audio.currentTime = wanted;
  wanted = null;
  show();
});
audio.addEventListener("timeupdate", () => {
  show();
  changed();
  // When another sound is chosen, this one's end is told while the place in that one still waits for it.
  if (wanted !== null || Math.abs(audio.currentTime - kept) < 5) return;
  kept = audio.currentTime;
  store.write(place(), String(Math.floor(kept)));
});
audio.addEventListener("ended", () => store.write(place(), null));
for (const event of ["durationchange", "seeked", "ratechange", "play", "pause"]) audio.addEventListener(event, report);

const playButton = find("[name='play']");
const wordOf = (button) => button.querySelector(".word") ?? button;
for (const event of ["play", "pause"]) {
  audio.addEventListener(event, () => {
    const playing = !audio.paused;
    for (const button of [playButton, ...plays]) {
      const isOn = playing && (button === playButton || button.dataset.episode === chosen);
      button.classList.toggle("on", isOn);
      button.dataset.word ??= wordOf(button).textContent;
      wordOf(button).textContent = isOn ? playButton.dataset.pause : button.dataset.word;
    }
    if (playing) announce();
    show();
    changed();
  });
}

slider.addEventListener("input", () => {
  seek(Number(slider.value));
  tell();
});
// A second is too little for a key, in an hour.
const steps = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 };
slider.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  seek(at() + step);
  tell();
});

const acts = {
  play: toggle,
  back: () => seek(at() - 15),
  forward: () => seek(at() + 30),
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) acts[button.name]?.(button);
});

const speed = find("#speed");
speed.addEventListener("change", () => {
  audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
  store.write("speed", speed.value);
});
const lastSpeed = store.read("speed");
if ([...speed.options].some((option) => option.value === lastSpeed)) {
  speed.value = lastSpeed;
  audio.playbackRate = audio.defaultPlaybackRate = Number(lastSpeed);
}

// Whether the tools stand small at the edge of the screen.
const small = (isSmall) => {
  tools.classList.toggle("small", isSmall);
  document.documentElement.classList.toggle("with-bar", isSmall);
};
