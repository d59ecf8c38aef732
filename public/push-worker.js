/* Shows what the server pushes and opens the page it speaks of. It keeps nothing and answers no request of a page. */
self.addEventListener('push', (event) => {
  const { title, body, path, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: '/favicon.svg', data: { path } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.path, self.location.origin);
  if (url.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      // a window that shows something else may hold what somebody is typing: it is left alone
      const open = windows.find((window) => window.url === url.href);
      return open ? open.focus() : self.clients.openWindow(url.href);
    }),
  );
});
