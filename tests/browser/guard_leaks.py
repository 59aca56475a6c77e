"""Every way a page can send something, one small page each. A leak arrives at ``/leak/NAME``."""

from __future__ import annotations

from canary import Canary, Served, page

AT_ONCE = {
    "fetch": "fetch(leak, {method: 'POST', body: 'x'}).catch(() => {})",
    "fetch_lower_case": "fetch(leak, {method: 'post', body: 'x'}).catch(() => {})",
    "fetch_request": "fetch(new Request(leak, {method: 'PUT', body: 'x'})).catch(() => {})",
    "fetch_delete": "fetch(leak, {method: 'DELETE'}).catch(() => {})",
    "fetch_unknown_method": "fetch(leak, {method: 'REPORT'}).catch(() => {})",
    "fetch_other_host": "fetch(elsewhere, {method: 'POST', body: 'x', mode: 'no-cors'}).catch(() => {})",
    "preflight": "fetch(elsewhere, {headers: {'x-a': 'b'}}).catch(() => {})",
    "xhr": "const x = new XMLHttpRequest(); x.open('POST', leak); x.send('x')",
    "xhr_sync": "const x = new XMLHttpRequest(); x.open('POST', leak, false); try { x.send('x') } catch {}",
    "beacon": "navigator.sendBeacon(leak, 'x')",
    "form": "document.forms[0].submit()",
    "form_in_frame": """
        const within = document.createElement('iframe');
        within.srcdoc = `<form method=post action="${leak}"><input name=a></form>`
          + '<script>document.forms[0].submit()<' + '/script>';
        document.body.append(within)""",
    "form_in_new_tab": "document.forms[0].target = '_blank'; document.forms[0].submit()",
    "form_in_written_popup": """
        const popup = window.open('');
        popup.document.write(`<form method=post action="${leak}"></form>`);
        popup.document.forms[0].submit()""",
    "worker": "new Worker(worker)",
    "worker_keepalive": "new Worker(worker)",
    "worker_socket": "new Worker(worker)",
    "worker_nested": "new Worker(worker)",
    "worker_nested_in_blob": "new Worker(URL.createObjectURL(new Blob([nesting])))",
    "worker_nested_in_data": "new Worker('data:text/javascript,' + encodeURIComponent(nesting))",
    "worker_nested_in_module": """
        const first = URL.createObjectURL(new Blob([nesting], {type: 'text/javascript'}));
        const blob = new Blob([`import "${first}"`], {type: 'text/javascript'});
        new Worker(URL.createObjectURL(blob), {type: 'module'})""",
    "worker_nested_by_prototype": """
        new Worker.prototype.constructor(URL.createObjectURL(new Blob([nesting])))""",
    "worker_nested_in_frame": """
        window.tried = false;
        frame(elsewhere.replace('/leak/', '/frame/')).onload = () => { window.tried = true }""",
    # Again and again: the empty document that a window opens with may be replaced, and its workers with it.
    "worker_nested_in_popup": """
        const opened = window.open('');
        const start = () => new opened.Worker(worker);
        start();
        setInterval(start, 500)""",
    "worker_shared": "new SharedWorker(worker)",
    "worker_service": "navigator.serviceWorker.register(worker).catch(() => {})",
    "socket": "new WebSocket(leak.replace('http', 'ws'))",
    "ping": "document.querySelector('a').click()",
    "blank_frame_beacon": "blank().navigator.sendBeacon(leak, 'x')",
    "blank_frame_fetch": "blank().fetch(leak, {method: 'POST', body: 'x', mode: 'no-cors'}).catch(() => {})",
    "csp_report": "new Image().src = 'https://nowhere.invalid/x.png'",
}

WHEN_LEAVING = {
    "leaving_keepalive": "fetch(leak, {method: 'POST', body: 'x', keepalive: true}).catch(() => {})",
    "leaving_beacon": "navigator.sendBeacon(leak, 'x')",
    "leaving_blank_frame": """
        left.fetch(leak, {method: 'POST', body: 'x', keepalive: true, mode: 'no-cors'}).catch(() => {})""",
}

LEAKS = (*AT_ONCE, *WHEN_LEAVING)

_POST = "fetch('/leak/{name}', {{method: 'POST', body: 'x'}}).catch(() => {{}})"
_NESTED = """
        const inner = `fetch('${{location.origin}}/leak/{name}', {{method: 'POST', mode: 'no-cors'}})`;
        new Worker(URL.createObjectURL(new Blob([inner])))"""
_WORKERS = {
    "worker": _POST,
    "worker_keepalive": "fetch('/leak/{name}', {{method: 'POST', keepalive: true}}).catch(() => {{}})",
    "worker_socket": "new WebSocket(location.origin.replace('http', 'ws') + '/leak/{name}')",
    "worker_nested": _NESTED,
    "worker_nested_in_frame": _NESTED,
    "worker_nested_in_popup": _NESTED,
    "worker_shared": f"onconnect = () => {_POST}",
    "worker_service": f"self.addEventListener('install', event => event.waitUntil({_POST}))",
}

_PAGE = """
<form method=post action="/leak/{name}"><input name=a value=b></form>
<a href="#here" ping="/leak/{name}">here</a>
<script>
  const leak = location.origin + '/leak/{name}';
  const elsewhere = leak.replace('127.0.0.1', 'localhost');
  const worker = '/worker/{name}.js';
  const inner = `fetch('${{leak}}', {{method: 'POST', mode: 'no-cors'}})`;
  const nesting = `new Worker(URL.createObjectURL(new Blob([${{JSON.stringify(inner)}}])))`;
  const frame = (url) => Object.assign(document.body.appendChild(document.createElement('iframe')), {{src: url}});
  const blank = () => document.body.appendChild(document.createElement('iframe')).contentWindow;
  {script}
</script>
"""


def set_trap(canary: Canary, name: str) -> str:
    """Let the canary serve the page that tries leak ``name``; its path. ``tried`` is set in its window."""
    if name in AT_ONCE:
        script = f"onload = () => {{ window.tried = true; {AT_ONCE[name]} }}"
    else:
        script = f"const left = blank(); onpagehide = () => {{ {WHEN_LEAVING[name]} }}; window.tried = true"
    csp = (("content-security-policy", f"img-src 'self'; report-uri /leak/{name}"),)
    main = page(_PAGE.format(name=name, script=script))
    canary.pages[f"/trap/{name}"] = Served(body=main.body, headers=csp if name == "csp_report" else ())
    canary.pages[f"/worker/{name}.js"] = Served(
        body=_WORKERS.get(name, "").format(name=name), content_type="text/javascript"
    )
    canary.pages[f"/frame/{name}"] = page(f"<script>new Worker('/worker/{name}.js')</script>")
    canary.pages["/next"] = page("next")
    return f"/trap/{name}"
