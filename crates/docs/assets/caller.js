// Calls one server for the form of a page, whose own policy names the documented servers only. Which server, the
// reader typed and allowed; a second policy, made of that address before anything else, leaves this page nothing but it.

{
  const origin = (() => {
    try {
      const url = new URL(decodeURIComponent(location.hash.slice(1)));
      return /^https?:$/.test(url.protocol) && /^[a-z0-9.:[\]-]+$/i.test(url.host) ? url.origin : undefined;
    } catch { return undefined; }
  })();
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${origin ?? "'none'"}`;
  document.head.append(policy);

  // Only the page around this one, of the same site, is heard, and once.
  const here = location.protocol === "file:" ? "null" : location.origin;
  const listen = (event) => {
    if (event.source !== parent || parent === window || event.origin !== here || !event.ports[0]) return;
    removeEventListener("message", listen);
    const [port] = event.ports;
    port.onmessage = async ({ data: { id, address, init } }) => {
      try {
        const response = await fetch(address, init);
        port.postMessage({ id, status: response.status, statusText: response.statusText,
          headers: [...response.headers], type: response.type, body: await response.arrayBuffer() });
      } catch (error) {
        port.postMessage({ id, error: String(error) });
      }
    };
    port.postMessage({ ready: true });
  };
  addEventListener("message", listen);
}
