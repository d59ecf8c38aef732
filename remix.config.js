/** Remix's options in one place; vite.config.ts hands them to Remix's Vite plugin. Routes: app/routes.ts. */
export default {
  appDirectory: 'app',
  buildDirectory: process.env.BUILD_DIR ?? 'build',
  future: {
    v3_fetcherPersist: true,
    // The whole manifest is 5 KB once, cached for good; discovering it costs a match of all routes on every page and a request beside it.
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
    unstable_optimizeDeps: true,
  },
};
