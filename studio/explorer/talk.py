"""One page's conversation: it asks as fast as it likes, the newest question alone is answered."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Executor
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from engine import InputError
from engine.toml_file import DEEPEST, depth_of
from studio.breakage import logged
from studio.explorer import limits
from studio.explorer.answers import Asked, answers
from studio.explorer.filming import Films

BUSY = 1013  # what a websocket says when there are too many


class Talk:
    """A websocket and the newest thing that was asked on it: one slot, so that nothing piles up."""

    def __init__(self, socket: WebSocket, thread: Executor, films: Films) -> None:
        self.socket, self.thread, self.films = socket, thread, films
        self.newest: dict[str, Any] = {}
        self.arrived = asyncio.Event()

    async def run(self) -> None:
        """Until the page goes."""
        await self.socket.accept()
        tasks = [asyncio.create_task(task) for task in (self._listen(), self._answer(), self._report())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if (error := task.exception()) and not isinstance(error, WebSocketDisconnect | RuntimeError):
                    raise error
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        """Keep the newest question; a film is ordered at once."""
        while True:
            received = await self.socket.receive()
            if received["type"] == "websocket.disconnect":
                return
            try:
                message = _message(received.get("text") or "")
                if "film" in message:
                    self.films.order(message["film"])
                else:
                    self.newest = message
                    self.arrived.set()
            except Exception as error:
                await self._wrong({}, error)

    async def _wrong(self, message: dict[str, Any], error: Exception) -> None:
        """Say why a message is not answered; the talk goes on."""
        why = str(error)
        if isinstance(error, OSError):
            why = f"{error.filename or 'a file'}: cannot be written ({error.strerror or error})"
        elif not isinstance(error, InputError):
            why = f"this should not have happened: {error} (details in {logged(error)})"
        await self.socket.send_json({"id": message.get("id", 0), "wrong": why})

    async def _answer(self) -> None:
        """Answer the newest question; what is still to say about an older one is not said."""
        loop = asyncio.get_running_loop()
        while True:
            message = await self._taken()
            try:
                said = answers(await loop.run_in_executor(self.thread, Asked.of, message))
                while frame := await loop.run_in_executor(self.thread, next, said, None):
                    await self.socket.send_bytes(frame)
                    if self.arrived.is_set():
                        break
            except (WebSocketDisconnect, RuntimeError):  # the page went
                raise
            except Exception as error:
                await self._wrong(message, error)

    async def _taken(self) -> dict[str, Any]:
        """The newest question, once there is one."""
        await self.arrived.wait()
        self.arrived.clear()
        return self.newest

    async def _report(self) -> None:
        """Say how the films come along, whenever that changes."""
        told = None
        while True:
            if (now := self.films.told()) != told:
                told = now
                await self.socket.send_json({"films": now})
            await asyncio.sleep(0.2)


def _message(text: str) -> dict[str, Any]:
    """What a page said, as long as it is short and JSON."""
    if len(text) > limits.MESSAGE:
        raise InputError(f"found a message of {len(text)} characters; allowed: {limits.MESSAGE}")
    try:
        message = json.loads(text)
        if r"\ud" in text.lower():
            json.dumps(message, ensure_ascii=False).encode()  # halves of letters, which nothing can be written with
    except (ValueError, RecursionError):
        raise InputError("found a message that is not JSON") from None
    if isinstance(message, dict) and depth_of(message) > DEEPEST:
        raise InputError(f"found tables and lists more than {DEEPEST} deep")
    if not isinstance(message, dict):
        raise InputError("found a message that is not a table")
    return message
