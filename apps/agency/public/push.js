/* What the service worker does with push messages. They carry ids and names of types only. */
self.addEventListener('push', (event) => {
  const data = readMessage(event.data);
  if (data?.type !== 'order') return;
  event.waitUntil(
    self.registration.showNotification(`${data.danger ? '◆ ' : ''}${data.titleZh}`, {
      body: data.titleEn,
      tag: `order:${data.orderId}`,
      renotify: true,
      requireInteraction: data.danger === true,
      vibrate: data.danger ? [400, 150, 400, 150, 800] : [200, 100, 200],
      icon: 'icon-192.png',
      data: { orderId: data.orderId },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const orderId = event.notification.data?.orderId;
  const url = new URL(orderId ? `orders/${orderId}` : '.', self.registration.scope).href;
  event.waitUntil(openPage(url));
});

function readMessage(data) {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

async function openPage(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((client) => client.url.startsWith(self.registration.scope));
  if (!page) return self.clients.openWindow(url);
  await page.focus();
  return page.navigate(url);
}
