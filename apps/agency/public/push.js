/* What the service worker does with push messages. They carry an order's number and a link only. */
self.addEventListener('push', (event) => {
  const message = readMessage(event.data);
  if (!message?.titleZh) return;
  const shown = self.registration.showNotification(
    `${message.danger ? '◆ ' : ''}${message.titleZh}`,
    {
      body: message.titleEn,
      lang: 'zh-Hant-TW',
      tag: message.tag,
      renotify: true,
      requireInteraction: message.danger === true,
      vibrate: message.danger ? [400, 150, 400, 150, 800] : [200, 100, 200],
      icon: 'icon-192.png',
      data: { link: message.link },
    },
  );
  event.waitUntil(shown.then(() => acknowledge(message.receipt)));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(pageOf(event.notification.data?.link)));
});

/** Tells the city that the message stands on the screen; without a network it stays "sent". */
async function acknowledge(receipt) {
  if (!receipt) return;
  await fetch('/api/push-receipts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt }),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => undefined);
}

function readMessage(data) {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

/** The page of a link within this app; its start for any other. */
function pageOf(link) {
  const { scope } = self.registration;
  const { href } = new URL(link ?? '', scope);
  return href.startsWith(scope) ? href : scope;
}

async function openPage(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((client) => client.url.startsWith(self.registration.scope));
  if (!page) return self.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}
