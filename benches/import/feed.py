"""Writes a feed in the style of hosts, with notes of some 1,500 letters in each item: feed.py ITEMS > feed.xml"""

import datetime
import sys

NAMES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)
CHANNEL = (
    "<title>Trains</title><link>https://trains.example.org/</link><description>Trains, and who drives them.</description><language>en-GB</language>"
    '<atom:link rel="self" href="https://feeds.example.org/trains.rss"/><itunes:author>Ada Example</itunes:author>'
    '<itunes:category text="Society &amp; Culture"/><itunes:explicit>false</itunes:explicit>'
)
WORDS = "We talk about trains and stations, how to buy a ticket, and who decides when a line is closed. "

print(f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMES}><channel>{CHANNEL}')
for number in range(int(sys.argv[1]), 0, -1):
    date = (datetime.datetime(1999, 1, 1, 7) + datetime.timedelta(days=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    notes = "".join(f'<p>{WORDS * 2}<a href="https://trains.example.org/{number}/{link}">Link {link}</a>.</p>' for link in range(6))
    print(
        f'<item><title>Ep. {number}: stop {number}</title><guid isPermaLink="false">trains-{number}</guid><pubDate>{date}</pubDate>'
        f'<enclosure url="https://media.example.org/{number}.mp3" length="{4000000 + number}" type="audio/mpeg"/>'
        f"<itunes:duration>42:22</itunes:duration><itunes:episode>{number}</itunes:episode><link>https://trains.example.org/{number}</link>"
        f"<description>About stop {number}. {WORDS}</description><content:encoded><![CDATA[{notes}<ul><li>One</li></ul>]]></content:encoded></item>"
    )
print("</channel></rss>")
