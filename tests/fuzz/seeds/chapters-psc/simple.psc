<?xml version="1.0"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="00:00:00.000" title="Start"/>
<psc:chapter start="1:30" title="Next &amp; more" href="https://example.org/" image="a.png"/>
</psc:chapters>
