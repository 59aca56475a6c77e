"""Each defence with an edit that takes it away, and the tests that must notice."""

from __future__ import annotations

from dataclasses import dataclass

BROWSER = "selfserve_check/browser"
LEAKS = "tests/browser/test_guard_leaks.py"
GUARD = "tests/browser/test_guard.py"
PROXY = "tests/browser/test_proxy.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """``promise`` is kept by ``file``; with ``old`` replaced by ``new`` one of ``tests`` must fail."""

    promise: str
    taken: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


REMOVALS = (
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the one judgement of methods",
        file=f"{BROWSER}/rules.py",
        old="if asked.method in READ_METHODS or",
        new="if asked.method or",
        tests=("tests/property/test_reading_only.py", "tests/unit/browser/test_rules.py"),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the routes",
        file=f"{BROWSER}/guard.py",
        old='        await context.route("**/*", self._on_route)\n',
        new="",
        tests=(f"{LEAKS}::test_the_routes_alone",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the script in the page: fetch",
        file=f"{BROWSER}/guard_init.js",
        old='if (!isRefused(method, url)) return Reflect.apply(native, self, args);\n    report("fetch"',
        new='if (true) return Reflect.apply(native, self, args);\n    report("fetch"',
        tests=(f"{LEAKS}::test_the_script_alone",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the script in the page: XMLHttpRequest",
        file=f"{BROWSER}/guard_init.js",
        old="if (!request || !isRefused(request.method, request.url))",
        new="if (true)",
        tests=(f"{LEAKS}::test_the_script_alone",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the script in the page: beacons",
        file=f"{BROWSER}/guard_init.js",
        old='if (url !== null) report("beacon", "POST", url);\n    return true;',
        new="return Reflect.apply(native, self, args);",
        tests=(f"{LEAKS}::test_the_script_alone",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the script in the page: shared workers",
        file=f"{BROWSER}/guard_init.js",
        old='["SharedWorker", ',
        new="[",
        tests=(f"{LEAKS}::test_the_script_alone", f"{LEAKS}::test_nothing_leaves_a_guarded_page"),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="workers start no workers",
        file=f"{BROWSER}/hops.py",
        old="worker-src 'none'",
        new="worker-src * blob: data:",
        tests=(f"{LEAKS}::test_a_worker_starts_no_worker",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="WebSockets are closed",
        file=f"{BROWSER}/guard.py",
        old='        await context.route_web_socket("**/*", self._on_socket)\n',
        new="",
        tests=(f"{LEAKS}::test_a_socket_of_a_page_ends_before_the_network",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="the proxy's judgement",
        file=f"{BROWSER}/proxy.py",
        old="        if isinstance(ruling, Stop):\n            self._proxy.stop(method, url, ruling.why)",
        new="        if False:\n            self._proxy.stop(method, url, ruling.why)",
        tests=(
            f"{PROXY}::test_everything_else_is_refused",
            f"{LEAKS}::test_the_proxy_alone_stops_everything_plain",
        ),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="a GET carries nothing",
        file=f"{BROWSER}/proxy.py",
        old="if isinstance(ruling, Let) and has_body and not",
        new="if False and has_body and not",
        tests=(f"{PROXY}::test_a_get_that_carries_something_is_refused",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="a tunnel carries TLS of pages, no WebSocket",
        file=f"{BROWSER}/proxy_tunnel.py",
        old='if only_browser_tls and hello.protocols == ("http/1.1",):',
        new="if False:",
        tests=(f"{PROXY}::test_a_tunnel_that_offers_only_http_1_is_a_socket_unless_it_is_ours",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="service workers do not start",
        file=f"{BROWSER}/policy.py",
        old='"service_workers": "block"',
        new='"service_workers": "allow"',
        tests=("tests/unit/browser/test_policy.py",),
    ),
    Removal(
        promise="sends nothing but GET and HEAD",
        taken="speculative loads are switched off",
        file=f"{BROWSER}/proxy.py",
        old='if b"prefetch" in header(headers, b"sec-purpose"):',
        new="if False:",
        tests=(GUARD, "tests/browser/test_launch.py", PROXY),
    ),
    Removal(
        promise="names the line of a stopped read (ERRORED, never FAILED)",
        taken="requests that matter are kept",
        file=f"{BROWSER}/guard.py",
        old="        if stop.matters:\n            blocked",
        new="        if False:\n            blocked",
        tests=(f"{GUARD}::test_a_stopped_request_names_the_line_that_would_allow_it",),
    ),
    Removal(
        promise="blocks known trackers",
        taken="the list",
        file=f"{BROWSER}/rules.py",
        old='        if tracker and asked.kind != "document":',
        new="        if False:",
        tests=(f"{GUARD}::test_beacons_and_trackers_are_only_counted", "tests/unit/browser/test_rules.py"),
    ),
    Removal(
        promise="leaves log-outs, baskets, deletions and payments alone",
        taken="the words of labels",
        file="selfserve_check/journey/safety.py",
        old="return match.group(1).lower() if match else None",
        new="return None",
        tests=("tests/unit/journey/test_safety.py", "tests/property/test_walk_always_ends.py"),
    ),
    Removal(
        promise="leaves log-outs, baskets, deletions and payments alone",
        taken="the words of addresses",
        file="selfserve_check/journey/safety.py",
        old="if word in _UNSAFE_SEGMENTS and",
        new="if False and",
        tests=("tests/unit/journey/test_safety.py",),
    ),
    Removal(
        promise="obeys robots.txt",
        taken="the question",
        file=f"{BROWSER}/robots.py",
        old="if book.can_fetch(url, AGENT):",
        new="if True:",
        tests=(
            f"{GUARD}::test_robots_txt_governs_documents_and_not_resources",
            "tests/unit/browser/test_robots.py",
        ),
    ),
    Removal(
        promise="obeys robots.txt",
        taken="what cannot be read forbids",
        file=f"{BROWSER}/robots.py",
        old="if fetched.status >= 500:",
        new="if False:",
        tests=("tests/unit/browser/test_robots.py",),
    ),
    Removal(
        promise="obeys robots.txt",
        taken="the question for site maps",
        file=f"{BROWSER}/site_map.py",
        old="if await admit(file) is not None:",
        new="if False:",
        tests=("tests/unit/browser/test_site_map_files.py",),
    ),
    Removal(
        promise="keeps a pace per host",
        taken="the wait",
        file=f"{BROWSER}/pace.py",
        old="                await self._sleep(until - self._clock())",
        new="                return",
        tests=(
            "tests/unit/browser/test_pace.py",
            f"{GUARD}::test_documents_keep_the_pace_and_resources_do_not",
        ),
    ),
    Removal(
        promise="keeps a pace per host",
        taken="the wait after an answer",
        file=f"{BROWSER}/pace.py",
        old="self._free_at[name] = max(self._free_at[name], self._clock() + self._apart_s[name])",
        new="pass",
        tests=("tests/unit/browser/test_pace.py",),
    ),
    Removal(
        promise="names itself in its User-Agent",
        taken="the name",
        file=f"{BROWSER}/policy.py",
        old='f"{user_agent} {policy.product_token}".strip()',
        new="user_agent",
        tests=(f"{GUARD}::test_it_names_itself", "tests/unit/browser/test_policy.py"),
    ),
    Removal(
        promise="stays on the hosts it was given",
        taken="the check of documents",
        file=f"{BROWSER}/admission.py",
        old="if not self._policy.may_open(address):",
        new="if False:",
        tests=(f"{GUARD}::test_a_document_of_another_host_is_not_opened",),
    ),
    Removal(
        promise="stays on the hosts it was given",
        taken="the check of redirects",
        file=f"{BROWSER}/guard.py",
        old="refusal = await self._admission.check(sent(self.policy, url))",
        new="refusal = None",
        tests=(f"{GUARD}::test_a_redirect_to_another_host_is_stopped_before_it_is_asked",),
    ),
    Removal(
        promise="stays on the hosts it was given",
        taken="tabs that a page opens load nothing",
        file=f"{BROWSER}/guard.py",
        old="is_new = page is None or page in self._openers",
        new="is_new = False",
        tests=(f"{GUARD}::test_a_tab_loads_nothing",),
    ),
    Removal(
        promise="refuses private and metadata addresses",
        taken="the ranges",
        file=f"{BROWSER}/addresses.py",
        old="        if parsed.version == network.version and parsed in network:",
        new="        if False:",
        tests=(
            f"{PROXY}::test_private_addresses_are_refused_without_being_asked",
            "tests/unit/browser/test_addresses.py",
        ),
    ),
    Removal(
        promise="refuses private and metadata addresses",
        taken="a name keeps the address that was checked",
        file=f"{BROWSER}/addresses.py",
        old="        return self._pinned.setdefault(host, found)",
        new="        return found",
        tests=("tests/unit/browser/test_addresses.py",),
    ),
    Removal(
        promise="accepts no download",
        taken="the browser's own refusal",
        file=f"{BROWSER}/policy.py",
        old='"accept_downloads": False',
        new='"accept_downloads": True',
        tests=("tests/unit/browser/test_policy.py", f"{GUARD}::test_downloads_are_refused"),
    ),
    Removal(
        promise="closes every dialog",
        taken="the answer",
        file=f"{BROWSER}/guard.py",
        old='        context.on("dialog", self._on_dialog)\n',
        new='        context.on("dialog", lambda _dialog: None)\n',
        tests=(f"{GUARD}::test_dialogs_and_print_hold_nobody_up",),
    ),
    Removal(
        promise="ends every run",
        taken="the deadline of a run",
        file="selfserve_check/runner.py",
        old="timeout=run_s, return_when",
        new="timeout=None, return_when",
        tests=("tests/unit/test_runner.py::test_a_run_ends_at_its_deadline",),
    ),
    Removal(
        promise="ends every run",
        taken="the deadline of a journey",
        file="selfserve_check/runner.py",
        old="async with asyncio.timeout(journey_s) as limit:",
        new="async with asyncio.timeout(None) as limit:",
        tests=("tests/unit/test_runner.py::test_a_journey_ends_at_its_deadline",),
    ),
    Removal(
        promise="what a page says is data",
        taken="autoescape of the report",
        file="selfserve_check/report/html.py",
        old="autoescape=True",
        new="autoescape=False",
        tests=("tests/property/test_report_text_safety.py", "tests/unit/report"),
    ),
    Removal(
        promise="refuses consent",
        taken="a selection is saved only with everything optional off",
        file=f"{BROWSER}/consent.py",
        old="        return box.may_be_saved and len(box.switches) <= _SWITCHES_MAX",
        new="        return True",
        tests=("tests/browser/test_consent.py::test_a_selection_refuses_only_when_nothing_is_chosen",),
    ),
    Removal(
        promise="refuses consent",
        taken="what is on is switched off",
        file=f"{BROWSER}/consent.py",
        old="if control.choice is Choice.SAVE_SELECTION and control.box.switches:",
        new="if False:",
        tests=("tests/browser/test_consent.py::test_a_selection_refuses_only_when_nothing_is_chosen",),
    ),
    Removal(
        promise="no secret reaches a report",
        taken="the redactor",
        file="selfserve_check/language/redact.py",
        old="                text = _without(text, secret)",
        new="                pass",
        tests=("tests/unit", "tests/contract"),
    ),
    Removal(
        promise="headers and log-ins go to their host only",
        taken="the host",
        file=f"{BROWSER}/policy.py",
        old="    return names(frozenset({host}), address.host, address.port)\n",
        new="    return True\n",
        tests=("tests/unit/browser/test_policy.py", f"{GUARD}::test_headers_and_logins_stay_with_their_host"),
    ),
    Removal(
        promise="no session carried from one load into another",
        taken="cleaning",
        file=f"{BROWSER}/cabin.py",
        old="room.blank = None if worn else await _cleaned(room)",
        new="room.blank = None if worn else await room.context.new_page()",
        tests=("tests/browser/test_clean_session.py",),
    ),
)
