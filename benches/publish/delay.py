"""A proxy that holds back what it carries, as a long way would: delay.py PORT TARGET_PORT MILLISECONDS. Half of the time goes to each direction, and no
byte waits for another's answer, so that the rate is as without it."""

import asyncio
import sys

PIECE = 256 * 1024
HELD = 64
"""Pieces that are under way in one direction at most."""


async def carry(reader, writer, delay):
    loop, held = asyncio.get_running_loop(), asyncio.Queue(HELD)

    async def arrive():
        while True:
            due, piece = await held.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()

    arriving = asyncio.create_task(arrive())
    try:
        while piece := await reader.read(PIECE):
            await held.put((loop.time() + delay, piece))
    except ConnectionError:
        pass
    await held.put((loop.time() + delay, b""))
    await asyncio.gather(arriving, return_exceptions=True)


async def main():
    port, target, milliseconds = (int(word) for word in sys.argv[1:])
    delay = milliseconds / 2000

    async def meet(reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", target, limit=2 * PIECE)
        await asyncio.gather(carry(reader, back, delay), carry(there, writer, delay))
        for end in (writer, back):
            end.close()

    server = await asyncio.start_server(meet, "127.0.0.1", port, limit=2 * PIECE)
    async with server:
        await server.serve_forever()


asyncio.run(main())
