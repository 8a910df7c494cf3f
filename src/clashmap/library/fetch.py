"""Fetching: a page from an address that the user typed, and an answer from a server that the user named."""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import IO, Any, TypeVar
from urllib.parse import unquote, urlsplit

from clashmap.library.finding import LoadError

LIMIT = 30_000_000
"""Bytes of a page, at most."""
_MOST = 5
"""Redirections from one address to the next."""
_PIECE = 65_536
_Given = TypeVar("_Given")
PATIENCE = 300.0
"""Seconds for an answer of a language model: those on a laptop are slow."""
_AGENT = "clashmap (argument maps)"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def fetch(url: str, *, limit: int = LIMIT, timeout: float = 30.0) -> tuple[bytes, str]:
    """What is at *url*, and a name for it: the last part of its path with the suffix of what kind it is.

    At most *limit* bytes, within *timeout* seconds in all; no cookies, no passwords, no proxy but that of the system;
    redirections lead to http and https only. Raises LoadError.
    """
    request = urllib.request.Request(checked(url), headers={"User-Agent": _AGENT, "Accept": "text/html, */*;q=0.5"})
    data, headers, last = _answer(request, limit=limit, timeout=timeout)
    path = unquote(urlsplit(last).path).rstrip("/").rpartition("/")[2]
    stem, _, ending = path.rpartition(".")
    kind = _SUFFIXES.get(headers.get_content_type())
    suffix = kind or (f".{ending.lower()}" if stem and re.fullmatch(r"\w{1,5}", ending) else ".html")
    stem = path if not stem or (kind and f".{ending.lower()}" not in _SUFFIXES.values()) else stem
    stem = re.sub(r"[^\w.-]+", "-", stem)[:80].strip(".-_") or "page"
    return data, stem + suffix


def post_json(url: str, payload: Mapping[str, Any], *, timeout: float = PATIENCE, limit: int = 10_000_000) -> Any:
    """Send *payload* as JSON to the server at *url*, and return what it answers, read as JSON.

    At most *limit* bytes, within *timeout* seconds in all; a redirection is not followed. Raises LoadError.
    """
    body = json.dumps(payload).encode()
    headers = {"User-Agent": _AGENT, "Content-Type": "application/json", "Accept": "application/json"}
    request = urllib.request.Request(checked(url), body, headers, method="POST")
    data, _, _ = _answer(request, limit=limit, timeout=timeout)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LoadError(f"what {url} answered is no JSON; check the address of the server") from error


class _Redirect(urllib.request.HTTPRedirectHandler):
    """Follows a few redirections of what was only asked for, to http and https."""

    max_redirections = _MOST

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Go to the next address. Raises LoadError when it is of another kind, or something was to be sent."""
        if req.data is not None:
            raise LoadError(f"{req.full_url} sends on to {newurl}; type that address")
        return super().redirect_request(req, fp, code, msg, headers, checked(newurl))


def checked(url: str) -> str:
    """*url*, which is one of http or https with a host and no password. Raises LoadError."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
        parts = urlsplit("")
    if not sound or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise LoadError(f"“{url}” is no address of a page; type one that begins with http:// or https://")
    if parts.username is not None:
        raise LoadError("the address has a name or password in it; type it without")
    if not url.isascii():
        from urllib.parse import quote

        try:
            host = parts.netloc.encode("idna").decode()
        except UnicodeError as error:
            raise LoadError(f"“{url}” is no address of a page; check its spelling") from error
        path, query = quote(parts.path, safe="/%:@!$&'(*)+,;="), quote(parts.query, safe="/%:@!$&'(*)+,;=?")
        return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()
    return url


def _within(seconds: float, asked: Callable[[], _Given]) -> _Given:
    """What is *asked* for, when it comes within *seconds*. Raises TimeoutError when it does not.

    The time of a socket begins anew with each byte: a server that sends one now and then would be heard without end.
    """
    came: Future[_Given] = Future()

    def ask() -> None:
        try:
            came.set_result(asked())
        except BaseException as error:
            came.set_exception(error)

    Thread(target=ask, daemon=True).start()  # nobody waits for one that hangs
    return came.result(seconds)


def _answer(
    request: urllib.request.Request, *, limit: int, timeout: float
) -> tuple[bytes, http.client.HTTPMessage, str]:
    """What is answered to *request*, its headers and the last address."""
    end = time.monotonic() + timeout
    opener = urllib.request.OpenerDirector()
    here = urlsplit(request.full_url).hostname in ("localhost", "127.0.0.1", "::1")
    for handler in (
        urllib.request.ProxyHandler({} if here else None),  # no proxy reaches a server on this computer
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirect(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    shown = request.full_url

    def asked() -> tuple[bytes, http.client.HTTPMessage, str]:
        with opener.open(request, timeout=timeout) as response:
            pieces, size = [], 0
            while piece := response.read1(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    raise LoadError(f"{shown} sends more than {limit // 1_000_000} MB, which is more than a text has")
                if time.monotonic() > end:
                    raise TimeoutError
            return b"".join(pieces), response.headers, response.geturl()

    try:
        return _within(timeout, asked)
    except LoadError:
        raise
    except urllib.error.HTTPError as error:
        if 300 <= error.code < 400:
            message = f"{shown} sends on in a circle, or to what is no page; open it in a browser, and save the page"
            raise LoadError(message) from error
        raise LoadError(f"{shown} cannot be fetched: the server says {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, TimeoutError):
            raise LoadError(f"{shown} does not answer within {timeout:.0f} seconds; try again later") from error
        said = getattr(reason, "strerror", None) or (reason if isinstance(reason, str) else type(reason).__name__)
        raise LoadError(f"{shown} cannot be fetched ({said}); check the address and the connection") from error
