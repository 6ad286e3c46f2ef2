//! Rules on what a server answers, for `podwright verify`. Each remedy goes on with what to do on nginx, Apache, S3 and Cloudflare; docs/serving.md has
//! them side by side.

rules! {
    /// Rules on the show as it is served.
    LiveRule, "live" {
        /// - *Checks*: the cover and the pictures of episodes are JPEG or PNG of 1400 to 3000 pixels a side, and what the server calls them.
        /// - *Why*: directories fetch the cover themselves, and refuse a show whose cover they cannot use.
        /// - *Remedy*: upload the cover that the build wrote. nginx: `include mime.types;` for the folder of the pictures. Apache: load `mod_mime`.
        ///   S3: upload it with `--content-type image/jpeg`. Cloudflare: turn Polish and Mirage off for the pictures.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        LiveArtwork = "live-artwork", Error;
        /// - *Checks*: what the server sends is whole, and what it should be: the files of the build, a recording, chapters and transcripts that can be read.
        /// - *Why*: a Git LFS pointer, a page that says "not found", or half a file under the right name is what listeners get, and nobody tells you.
        /// - *Remedy*: upload the file again as the build wrote it, not compressed. nginx: look in its error log, and at the free space for `proxy_temp_path`.
        ///   Apache: look in its error log, and set `EnableSendfile Off` on a network disk. S3: upload it again without `--content-encoding`; a broken upload
        ///   leaves the old file. Cloudflare: purge the cache of the file.
        /// - *Source*: RFC 9110, section 8.6 <https://www.rfc-editor.org/rfc/rfc9110#section-8.6>.
        LiveBytes = "live-bytes", Error;
        /// - *Checks*: the feed says for how long a copy may be kept, at most an hour, and only a name that changes with its file is called immutable.
        /// - *Why*: without a rule each cache makes its own, and an episode can appear a day late; a copy that is immutable is never asked for again.
        /// - *Remedy*: send `Cache-Control` as `_headers` has it. nginx: `add_header Cache-Control "public, max-age=900";` in the location of the feed.
        ///   Apache: `Header set Cache-Control "public, max-age=900"`. S3: upload the feed with `--cache-control "public, max-age=900"`.
        ///   Cloudflare: a cache rule "respect origin" for the feed.
        /// - *Source*: RFC 9111, section 5.2 <https://www.rfc-editor.org/rfc/rfc9111#section-5.2>; RFC 8246 <https://www.rfc-editor.org/rfc/rfc8246>.
        LiveCache = "live-cache", Warning;
        /// - *Checks*: a recording is sent as it is, even to an app that takes compressed answers.
        /// - *Why*: a recording is compressed already; compressing it again hides its length, and ends jumping in it.
        /// - *Remedy*: compress no media. nginx: `gzip off;` in the location of the recordings. Apache: `SetEnv no-gzip 1` for the recordings.
        ///   S3: upload without `--content-encoding`. Cloudflare: a compression rule that turns it off for the recordings.
        /// - *Source*: RFC 9110, section 8.4 <https://www.rfc-editor.org/rfc/rfc9110#section-8.4>.
        LiveCompressedMedia = "live-compressed-media", Error;
        /// - *Checks*: web players on other sites may read recordings, chapters and transcripts, and the player of a page may load its recording.
        /// - *Why*: a browser keeps from a page what the server does not allow, so the player shows no chapters and no transcript.
        /// - *Remedy*: send `Access-Control-Allow-Origin: *` with recordings, chapters and transcripts, and let the server add no `Content-Security-Policy` or
        ///   `Permissions-Policy` of its own to pages. nginx: `add_header Access-Control-Allow-Origin "*";` in the locations of these files.
        ///   Apache: `Header set Access-Control-Allow-Origin "*"`. S3: a CORS rule of the bucket for every origin, GET and HEAD.
        ///   Cloudflare: a rule that sets the response header.
        /// - *Source*: Podcast Namespace, "transcripts" and "chapters" <https://podcasting2.org/docs/podcast-namespace/tags/transcript>; Fetch, "CORS
        ///   protocol" <https://fetch.spec.whatwg.org/#http-cors-protocol>.
        LiveCors = "live-cors", Warning;
        /// - *Checks*: the same feed has the same `ETag` each time.
        /// - *Why*: several servers with tags of their own make apps fetch the whole feed again each time.
        /// - *Remedy*: let all servers send one `ETag` for one feed. nginx: give the file the same time on each server. Apache: `FileETag MTime Size`, or `None`.
        ///   S3: its tags are stable; look at what stands before it. Cloudflare: turn off what changes the page on its way (Rocket Loader, Email Obfuscation).
        /// - *Source*: RFC 9110, section 8.8.3 <https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3>.
        LiveEtagUnstable = "live-etag-unstable", Warning;
        /// - *Checks*: podcast.yaml, podcast.lock, an episode.yaml, .git/config, what podwright keeps for itself, and drafts are not served.
        /// - *Why*: drafts and private addresses are not meant for everybody, and a repository that is served can be downloaded whole.
        /// - *Remedy*: serve the folder `feed` alone. nginx: `root` is the folder `feed`, not its parent. Apache: `DocumentRoot` is the folder `feed`, not its parent.
        ///   S3: delete the objects that were uploaded by mistake. Cloudflare: set the output folder of the project to `feed`.
        /// - *Source*: OWASP, "Web Security Testing Guide", WSTG-CONF-04 <https://owasp.org/www-project-web-security-testing-guide/>.
        LiveExposed = "live-exposed", Error;
        /// - *Checks*: the feed at the address is the one that the last build wrote.
        /// - *Why*: what subscribers get is what the server has, not what lies on your disk.
        /// - *Remedy*: upload `feed/`, or wait until caches ask again. nginx: `proxy_cache_valid` of the feed, if it stands before another server.
        ///   Apache: `CacheDisable` for the feed, if `mod_cache` is on. S3: upload the feed; CloudFront wants an invalidation.
        ///   Cloudflare: purge the feed, and let its cache rule respect the origin.
        /// - *Source*: RFC 9111, section 4.2 <https://www.rfc-editor.org/rfc/rfc9111#section-4.2>.
        LiveFeedOld = "live-feed-old", Error;
        /// - *Checks*: the address of the feed answers with 200.
        /// - *Why*: apps that get an error show no new episodes; with 403 and 410 some of them unsubscribe people.
        /// - *Remedy*: put the feed at its address, and let everybody read it. nginx: check `root` and the file's permissions.
        ///   Apache: check `DocumentRoot`, the file's permissions and `Require all granted`. S3: let everybody read the object. Cloudflare: no challenge for the feed, and Bot Fight Mode off: apps are bots.
        /// - *Source*: RFC 9110, section 15 <https://www.rfc-editor.org/rfc/rfc9110#section-15>; gPodder, which unsubscribes from 403 and 410
        ///   <https://github.com/gpodder/gpodder>.
        LiveFeedStatus = "live-feed-status", Error;
        /// - *Checks*: the feed is RSS in UTF-8, under 5 MB, and the server calls it so.
        /// - *Why*: apps that get a web page or an unknown type show nothing, and directories refuse the show.
        /// - *Remedy*: serve `feed.xml` as `application/rss+xml; charset=utf-8`. nginx: `types { } default_type "application/rss+xml; charset=utf-8";` in its location.
        ///   Apache: `ForceType "application/rss+xml; charset=utf-8"`. S3: upload it with `--content-type "application/rss+xml; charset=utf-8"`.
        ///   Cloudflare: a rule that sets the header, or `_headers` on Pages.
        /// - *Source*: RSS Advisory Board, "RSS 2.0" <https://www.rssboard.org/rss-specification>; Apple, "Podcast RSS feed requirements"
        ///   <https://podcasters.apple.com/support/823-podcast-requirements>.
        LiveFeedType = "live-feed-type", Error;
        /// - *Checks*: HEAD gets the same status, type and length as GET, for the feed, the cover and the recordings.
        /// - *Why*: Apple asks for recordings and the cover by HEAD, and shows neither where that fails.
        /// - *Remedy*: allow HEAD like GET. nginx: no `limit_except GET` and no `if ($request_method)`. Apache: no `<LimitExcept GET>`.
        ///   S3: a policy with `s3:GetObject` allows both; a signed address allows one. Cloudflare: a Worker has to answer HEAD too.
        /// - *Source*: RFC 9110, section 9.3.2 <https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2>; Apple, "Podcast RSS feed requirements"
        ///   <https://podcasters.apple.com/support/823-podcast-requirements>.
        LiveHead = "live-head", Error;
        /// - *Checks*: the feed is served by https, and the same address with http leads there.
        /// - *Why*: whoever types the address without https gets an unprotected answer, which others on the way can change.
        /// - *Remedy*: answer http with a redirect (301) to https. nginx: a server for port 80 with `return 301 https://$host$request_uri;`.
        ///   Apache: `Redirect permanent / https://…`. S3: CloudFront with "Redirect HTTP to HTTPS". Cloudflare: "Always Use HTTPS".
        /// - *Source*: Apple, "Podcast RSS feed requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        LiveHttp = "live-http", Warning;
        /// - *Checks*: each recording has the length that the feed gives for it.
        /// - *Why*: apps reserve space and show progress by the length in the feed; some break a download off that is longer.
        /// - *Remedy*: upload recordings and feed of the same build. nginx: let no filter change the recordings.
        ///   Apache: let no filter change the recordings.
        ///   S3: upload the recording again, and the feed after it. Cloudflare: purge the recording from the cache.
        /// - *Source*: RSS Advisory Board, "enclosure" <https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt>.
        LiveLength = "live-length", Error;
        /// - *Checks*: an app that has the feed already is told so with 304, by `ETag` and by date, and also where it takes compressed answers.
        /// - *Why*: apps ask each hour; without 304 they fetch the whole feed each time, and some ask less often then.
        /// - *Remedy*: send `ETag` or `Last-Modified`, and answer to them. nginx: `etag on;`, which is the default. Apache: `FileETag None` beside `mod_deflate`.
        ///   S3: it does this by itself; look at what stands before it. Cloudflare: turn off what changes the feed on its way.
        /// - *Source*: RFC 9110, sections 13.1.2 and 13.1.3 <https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2>.
        LiveNotModified = "live-not-modified", Warning;
        /// - *Checks*: parts of a recording can be asked for: the first bytes, some in the middle, the last ones, and again with `If-Range`.
        /// - *Why*: apps jump and resume by asking for parts; Apple requires it, and without it a listener who jumps waits for the whole file.
        /// - *Remedy*: use a server that answers byte ranges. nginx: it does for files; behind a proxy, `proxy_force_ranges on;`. Apache: no `MaxRanges none`.
        ///   S3: it does by itself; look at what stands before it. Cloudflare: recordings belong on R2, since Pages sends the whole file.
        /// - *Source*: RFC 9110, section 14 <https://www.rfc-editor.org/rfc/rfc9110#section-14>; Apple, "Podcast RSS feed requirements"
        ///   <https://podcasters.apple.com/support/823-podcast-requirements>.
        LiveRange = "live-range", Error;
        /// - *Checks*: a part past the end of a recording is refused with 416, and no wrong length.
        /// - *Why*: an app that has the whole file asks there to see whether it is complete; another answer makes it download all again.
        /// - *Remedy*: let the server itself answer ranges. nginx: no script in front of the recordings.
        ///   Apache: no script in front of the recordings. S3: it does by itself.
        ///   Cloudflare: a Worker has to answer 416 with `Content-Range: bytes */LENGTH`.
        /// - *Source*: RFC 9110, section 15.5.17 <https://www.rfc-editor.org/rfc/rfc9110#section-15.5.17>.
        LiveRangeEnd = "live-range-end", Warning;
        /// - *Checks*: no redirect leads from https to http.
        /// - *Why*: browsers refuse the step, and on the way everybody can read and change what is sent.
        /// - *Remedy*: name the https address in each redirect. nginx: `absolute_redirect off;` or `return 301 https://…`. Apache: `UseCanonicalName` and https in `Redirect`.
        ///   S3: the website endpoint knows only http; put CloudFront before it. Cloudflare: SSL mode "Full", not "Flexible".
        /// - *Source*: W3C, "Mixed Content" <https://www.w3.org/TR/mixed-content/>.
        LiveRedirectInsecure = "live-redirect-insecure", Error;
        /// - *Checks*: an address leads to its file in at most five redirects, in no circle, and the feed in none that is temporary.
        /// - *Why*: apps give up after some redirects; a permanent one to another host makes apps change the address that they keep.
        /// - *Remedy*: write the last address into the feed. nginx: one `return 301` to the last address. Apache: one `Redirect permanent`.
        ///   S3: one redirection rule. Cloudflare: one redirect rule, and none of the page rules besides.
        /// - *Source*: PRX, "Podcast redirects" <https://help.prx.org/hc/en-us>; RFC 9110, section 15.4 <https://www.rfc-editor.org/rfc/rfc9110#section-15.4>.
        LiveRedirects = "live-redirects", Error;
        /// - *Checks*: the feed names as its own address (`atom:link rel="self"`) the one at which it is.
        /// - *Why*: hubs and directories take the address that the feed names; where it differs, people subscribe to another feed.
        /// - *Remedy*: set `url:` of podcast.yaml to the address at which `feed/` is served, or verify that address. nginx: `server_name` is the name in `url:`.
        ///   Apache: `ServerName` is the name in `url:`. S3: serve it under your own name. Cloudflare: the custom domain is the name in `url:`.
        /// - *Source*: PSP-1, "atom:link" <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>.
        LiveSelfLink = "live-self-link", Warning;
        /// - *Checks*: secure connections work: the certificate is valid, for this name, and its chain is complete.
        /// - *Why*: apps and browsers refuse everything else; apps on Android also refuse a chain that browsers complete by themselves.
        /// - *Remedy*: renew the certificate, with its chain. nginx: `ssl_certificate` is `fullchain.pem`. Apache: `SSLCertificateFile` is `fullchain.pem`.
        ///   S3: a bucket name without dots, or CloudFront with a certificate of ACM. Cloudflare: wait until the edge certificate is active.
        /// - *Source*: RFC 9110, section 4.3.4 <https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4>; RFC 8446, section 4.4.2
        ///   <https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2>.
        LiveTls = "live-tls", Error;
        /// - *Checks*: recordings, chapters, transcripts and pages have the media type that the feed names, and texts are called UTF-8.
        /// - *Why*: an app that gets a wrong type may not play or show the file at all.
        /// - *Remedy*: send the types of `_headers`. nginx: `types { … }` as in docs/serving.md. Apache: `AddType` as in docs/serving.md.
        ///   S3: upload each kind with `--content-type`. Cloudflare: `_headers` on Pages; on R2, the type that was given at the upload.
        /// - *Source*: RFC 9110, section 8.3 <https://www.rfc-editor.org/rfc/rfc9110#section-8.3>; Podcast Namespace
        ///   <https://podcasting2.org/docs/podcast-namespace/tags/transcript>.
        LiveType = "live-type", Error;
        /// - *Checks*: every address that the feed names can be reached, and has its file.
        /// - *Why*: an episode whose recording is missing cannot be played, and some apps never ask a second time.
        /// - *Remedy*: upload what is missing, before the feed that names it. nginx: check `root` and the file's permissions.
        ///   Apache: check `DocumentRoot` and the file's permissions.
        ///   S3: upload it, and let everybody read it. Cloudflare: no challenge for recordings, chapters and transcripts.
        /// - *Source*: Apple, "Podcast RSS feed requirements" <https://podcasters.apple.com/support/823-podcast-requirements>.
        LiveUnreachable = "live-unreachable", Error;
    }
}
