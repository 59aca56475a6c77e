// Runs in every document before the page's own scripts. It refuses what the network layers below do not
// see in time: beacons and keep-alive requests sent while a page goes away, shared workers, workers of workers,
// deferred fetches.
(config) => {
  "use strict";
  const tell = window[config.binding];
  delete window[config.binding];

  const reads = config.allowReads.map((read) => ({
    method: read.method,
    scheme: read.scheme + ":",
    port: String(read.port),
    host: new RegExp(`^(?:${read.host})$`, "s"),
    path: new RegExp(`^(?:${read.path})$`, "s"),
    query: read.query === null ? null : new RegExp(`^(?:${read.query})$`, "s"),
  }));
  const ports = { "http:": "80", "https:": "443" };

  const isAllowedRead = (method, url) =>
    reads.some(
      (read) =>
        read.method === method &&
        read.scheme === url.protocol &&
        read.port === (url.port || ports[url.protocol]) &&
        read.host.test(url.hostname.replace(/^\[|\]$/g, "")) &&
        read.path.test(url.pathname) &&
        (read.query === null || read.query.test(url.search.slice(1))),
    );

  const absolute = (address) => {
    try {
      return new URL(String(address), document.baseURI);
    } catch {
      return null;
    }
  };

  // Only http(s) leaves the machine; what is no address fails by itself.
  const isRefused = (method, url) =>
    method !== "GET" &&
    method !== "HEAD" &&
    url !== null &&
    url.protocol in ports &&
    !isAllowedRead(method, url);

  const report = (kind, method, url) => {
    if (typeof tell !== "function") return;
    try {
      Promise.resolve(tell(kind, method, url.href.slice(0, 4000))).catch(() => {});
    } catch {
      // The page is going away; the request is refused all the same.
    }
  };

  const wrap = (owner, name, apply) => {
    const native = owner && owner[name];
    if (typeof native === "function") owner[name] = new Proxy(native, { apply });
  };

  const methodOf = (input, init) => {
    const given = init && init.method !== undefined ? init.method : input instanceof Request ? input.method : "GET";
    return String(given).toUpperCase();
  };

  wrap(window, "fetch", (native, self, args) => {
    const method = methodOf(args[0], args[1]);
    const url = absolute(args[0] instanceof Request ? args[0].url : args[0]);
    if (!isRefused(method, url)) return Reflect.apply(native, self, args);
    report("fetch", method, url);
    return Promise.reject(new TypeError("Failed to fetch"));
  });

  // A refused request is opened again at an address that no browser can load, so that the page gets the
  // very events of a network failure.
  const nowhere = "selfserve-check-refused:";
  const opened = new WeakMap();
  const nativeOpen = XMLHttpRequest.prototype.open;
  const nativeSend = XMLHttpRequest.prototype.send;
  const createAddress = URL.createObjectURL;
  const NativeBlob = Blob;
  wrap(XMLHttpRequest.prototype, "open", (native, self, args) => {
    const result = Reflect.apply(native, self, args);
    const isAsync = args.length < 3 || Boolean(args[2]);
    opened.set(self, { method: String(args[0]).toUpperCase(), url: absolute(args[1]), isAsync });
    return result;
  });
  wrap(XMLHttpRequest.prototype, "send", (native, self, args) => {
    const request = opened.get(self);
    if (!request || !isRefused(request.method, request.url)) return Reflect.apply(native, self, args);
    report("xhr", request.method, request.url);
    Reflect.apply(nativeOpen, self, ["GET", nowhere, request.isAsync]);
    return Reflect.apply(native, self, []);
  });

  // true, as if queued: a page that hears false tries another way.
  wrap(Navigator.prototype, "sendBeacon", (native, self, args) => {
    const url = absolute(args[0]);
    if (url !== null) report("beacon", "POST", url);
    return true;
  });

  // Browsers without these exist; pages know how to do without.
  for (const name of ["SharedWorker", "fetchLater", "WebTransport", "WebSocketStream"]) delete window[name];

  // A worker must not start workers. The script of one that has an address gets a policy against it on its way
  // (hops.py), but not in a frame of another origin, nor in a tab that a page opened: there it is refused. Any
  // other script is given a first line.
  const disarm = "delete self.Worker;";
  const isWatched = (() => {
    try {
      return Boolean(window.top.document) && window.top.opener === null;
    } catch {
      return false;
    }
  })();
  const textAt = (url) => {
    const request = new XMLHttpRequest();
    Reflect.apply(nativeOpen, request, ["GET", url, false]);
    Reflect.apply(nativeSend, request, []);
    return request.responseText;
  };
  const addressOf = (...parts) => createAddress(new NativeBlob(parts, { type: "text/javascript" }));
  if (typeof window.Worker === "function") {
    window.Worker = new Proxy(window.Worker, {
      construct(native, [address, options], target) {
        const url = absolute(address);
        const start = (at) => Reflect.construct(native, [at, options], target);
        if (url === null || (url.protocol in ports && isWatched)) return start(address);
        if (url.protocol in ports) {
          report("worker", "GET", url);
          throw new DOMException("The worker was refused.", "SecurityError");
        }
        const first = options && options.type === "module" ? `import "${addressOf(disarm)}";` : disarm;
        return start(addressOf(first, textAt(url.href)));
      },
    });
    window.Worker.prototype.constructor = window.Worker;
  }

  let opens = 0;
  wrap(window, "open", (native, self, args) => {
    opens += 1;
    return opens > config.popupsMax ? null : Reflect.apply(native, self, args);
  });

  window.print = () => {};
}
