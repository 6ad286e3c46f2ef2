// Reads feeds with podcast-partytime and feedsmith; writes {reader: {file: {name: value}}} as JSON into a file, in the names of meaning.rs.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PODWRIGHT_TEST_NODE_MODULES, "readers.js"));
const partytime = require("podcast-partytime");
const feedsmith = require("feedsmith");

const list = (values, told) => (values ?? []).map(told).join("\n");
const dash = (value) => value ?? "-";
const seconds = (date) => (date === undefined ? undefined : String(Math.floor(new Date(date).getTime() / 1000)));
const otherFeed = (f) => `${f.feedGuid} ${dash(f.feedUrl)} ${dash(f.itemGuid)} ${dash(f.medium)} ${dash(f.title)}`;
const chat = (c) => c && `${c.server} ${c.protocol} ${dash(c.accountId)} ${dash(c.space)}`;

// What both readers of JavaScript call alike; `of` is the name that each has for the recipients.
const recipient = (r) =>
  `[${dash(r.name)} ${r.type} ${r.address} ${r.split} ${dash(r.customKey)} ${dash(r.customValue)} ${r.fee ?? false}]`;
const timeSplit = (of) => (t) => {
  const to = t.remoteItem ? otherFeed(t.remoteItem) : (t[of] ?? []).map(recipient).join("");
  const [start, percentage] = t.remoteItem ? [t.remoteStartTime ?? 0, t.remotePercentage ?? 100] : [];
  return `[${t.startTime} ${t.duration} ${dash(start)} ${dash(percentage)} ${to}]`;
};
const value = (of) => (v) => {
  const parts = [...(v[of] ?? []).map(recipient), ...(v.valueTimeSplits ?? []).map(timeSplit(of))];
  return `${v.type} ${v.method} ${dash(v.suggested && Number(v.suggested))} ${parts.join("")}`;
};
const alternate = (a) => {
  const parts = [a.type, a.length ?? 0, a.bitrate, a.height, a.lang, a.title, a.rel, a.codecs].map(dash);
  const uris = (a.sources ?? a.source ?? []).map((s) => s.uri);
  return [...parts, a.default ?? false, ...uris, dash(a.integrity?.value)].join(" ");
};
const person = (name) => (p) => `${p[name]} (${p.role.toLowerCase()}, ${p.group.toLowerCase()}) ${dash(p.href)} ${dash(p.img)}`;

function put(told, prefix, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") told[prefix + name] = String(value);
  }
}

async function byPartytime(xml) {
  const feed = await partytime.parseFeed(xml);
  if (feed === null) return { fault: "not a feed" };
  const told = {};
  const trailer = (t) => `${t.title} ${t.url} ${t.length} ${t.type} ${seconds(t.pubdate)} ${dash(t.season)}`;
  put(told, "", {
    title: feed.title,
    link: feed.link,
    self: feed.pubsub?.self,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    updated: seconds(feed.lastBuildDate),
    generator: feed.generator,
    image: feed.itunesImage,
    author: feed.author,
    "owner.name": feed.owner?.name,
    "owner.email": feed.owner?.email,
    explicit: feed.explicit,
    type: feed.itunesType,
    categories: list(feed.itunesCategory, (c) => c),
    guid: feed.guid,
    medium: feed.medium,
    locked: feed.locked,
    license: feed.license && `${feed.license.identifier} ${feed.license.url}`,
    funding: list(feed.podcastFunding, (f) => `${f.url} ${f.message}`),
    people: list(feed.podcastPeople, person("name")),
    trailers: list(feed.trailers, trailer),
    txt: list(feed.podcastTxt, (t) => `${dash(t.purpose)} ${t.value}`),
    chat: chat(feed.chat),
    value: feed.value && value("recipients")(feed.value),
    podping: feed.podping?.usesPodping,
    podroll: list(feed.podroll, otherFeed),
    new_feed_url: feed.itunesNewFeedUrl,
    hub: feed.pubsub?.hub,
    complete: feed.itunesComplete || undefined,
    block: feed.itunesBlock || undefined,
    items: feed.items.length,
  });
  feed.items.forEach((item, index) =>
    put(told, `items.${index}.`, {
      guid: item.guid,
      title: item.title,
      link: item.link,
      description: item.description,
      content: item.content,
      date: seconds(item.pubDate),
      enclosure: `${item.enclosure.url} ${item.enclosure.length} ${item.enclosure.type}`,
      duration: item.duration,
      image: item.itunesImage,
      explicit: item.explicit,
      txt: list(item.podcastTxt, (t) => `${dash(t.purpose)} ${t.value}`),
      chat: chat(item.chat),
      value: item.value && value("recipients")(item.value),
      license: item.license && `${item.license.identifier} ${item.license.url}`,
      alternates: list(item.alternativeEnclosures, alternate),
      season_name: item.podcastSeason?.name,
      display: item.podcastEpisode?.display,
      season: item.itunesSeason,
      number: item.itunesEpisode,
      kind: item.itunesEpisodeType,
      people: list(item.podcastPeople, person("name")),
      transcripts: list(item.podcastTranscripts, (t) => `${t.url} ${t.type}`),
      chapters: item.podcastChapters && `${item.podcastChapters.url} ${item.podcastChapters.type}`,
    }),
  );
  return told;
}

// What a channel and an item can have alike.
function extras(podcast) {
  const social = (s) => `${s.protocol} ${dash(s.uri)} ${dash(s.accountId)} ${dash(s.accountUrl)} ${dash(s.priority)}`;
  return {
    locations: list(podcast?.locations, (l) => `${l.display} ${dash(l.geo)} ${dash(l.osm)} ${dash(l.country)} ${l.rel}`),
    txt: list(podcast?.txts, (t) => `${dash(t.purpose)} ${t.display}`),
    social: list(podcast?.socialInteracts, social),
    chat: chat(podcast?.chat),
    value: list(podcast?.values, value("valueRecipients")),
    license: podcast?.license && `${podcast.license.display} ${podcast.license.url}`,
    images: list(podcast?.images, (i) => `${i.href} ${dash(i.alt)} ${i.width} ${i.height} ${i.type} ${dash(i.purpose)}`),
  };
}

function byFeedsmith(xml) {
  const { feed } = feedsmith.parseFeed(xml);
  const told = {};
  const category = (c) => (c.categories?.length ? `${c.text} > ${c.categories[0].text}` : c.text);
  const trailer = (t) => `${t.display} ${t.url} ${t.length} ${t.type} ${seconds(t.pubDate)} ${dash(t.season)}`;
  const podcast = feed.podcast;
  const updates = podcast.updateFrequency;
  put(told, "", {
    title: feed.title,
    link: feed.link,
    self: feed.atom?.links.find((link) => link.rel === "self")?.href,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    updated: seconds(feed.lastBuildDate),
    generator: feed.generator,
    image: feed.itunes.image,
    author: feed.itunes.author,
    "owner.name": feed.itunes.owner?.name,
    "owner.email": feed.itunes.owner?.email,
    explicit: feed.itunes.explicit,
    type: feed.itunes.type,
    categories: list(feed.itunes.categories, category),
    guid: podcast.guid,
    medium: podcast.medium,
    locked: podcast.locked?.value,
    funding: list(podcast.fundings, (f) => `${f.url} ${f.display}`),
    people: list(podcast.persons, person("display")),
    trailers: list(podcast.trailers, trailer),
    ...extras(podcast),
    updates: updates && `${updates.display} ${dash(updates.rrule)} ${dash(seconds(updates.dtstart))} ${updates.complete ?? false}`,
    podroll: list(podcast.podroll?.remoteItems, otherFeed),
    publisher: podcast.publisher && otherFeed(podcast.publisher.remoteItem),
    new_feed_url: feed.itunes.newFeedUrl,
    hub: feed.atom?.links.find((link) => link.rel === "hub")?.href,
    complete: feed.itunes.complete,
    block: feed.itunes.block,
    podping: podcast.podping?.usesPodping,
    services: list(podcast.blocks, (b) => `${b.value ? "yes" : "no"} ${dash(b.id)}`),
    countries: feed.spotify?.countryOfOrigin,
    recent: feed.spotify?.limit?.recentCount,
    items: feed.items?.length ?? 0,
  });
  (feed.items ?? []).forEach((item, index) =>
    put(told, `items.${index}.`, {
      guid: item.guid.value,
      title: item.title,
      itunes_title: item.itunes.title,
      link: item.link,
      description: item.description,
      content: item.content?.encoded,
      date: seconds(item.pubDate),
      enclosure: list(item.enclosures, (e) => `${e.url} ${e.length} ${e.type}`),
      duration: item.itunes.duration,
      image: item.itunes.image,
      explicit: item.itunes.explicit,
      ...extras(item.podcast),
      alternates: list(item.podcast?.alternateEnclosures, alternate),
      soundbites: list(item.podcast?.soundbites, (s) => `${s.startTime} ${s.duration} ${dash(s.display)}`),
      season_name: item.podcast?.season?.name,
      display: item.podcast?.episode?.display,
      block: item.itunes.block,
      season: item.itunes.season,
      number: item.itunes.episode,
      kind: item.itunes.episodeType,
      people: list(item.podcast?.persons, person("display")),
      transcripts: list(item.podcast?.transcripts, (t) => `${t.url} ${t.type}`),
      chapters: item.podcast?.chapters && `${item.podcast.chapters.url} ${item.podcast.chapters.type}`,
      psc: list(item.psc?.chapters, (c) => `${c.start} ${c.title} ${dash(c.href)} ${dash(c.image)}`),
    }),
  );
  return told;
}

// partytime writes what it notices to stdout, so the answer goes into a file.
const [, , folder, answer] = process.argv;
const result = { partytime: {}, feedsmith: {} };
for (const name of readdirSync(folder).filter((name) => name.endsWith(".xml"))) {
  const xml = readFileSync(join(folder, name), "utf8");
  const stem = name.slice(0, -4);
  result.partytime[stem] = await byPartytime(xml);
  result.feedsmith[stem] = byFeedsmith(xml);
}
writeFileSync(answer, JSON.stringify(result));
