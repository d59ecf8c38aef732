/** The arrows of the house: routes, api → domain → platform; ui knows neither the server's domain nor the platform. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'platform-knows-no-business', severity: 'error', from: { path: '^app/platform' }, to: { path: '^app/(domain|routes|api|ui|server|start)' } },
    { name: 'domain-knows-no-pages', severity: 'error', from: { path: '^app/domain' }, to: { path: '^app/(routes|api|server|start)' } },
    { name: 'ui-knows-no-server', severity: 'error', from: { path: '^app/ui' }, to: { path: '(^app/(platform|routes|api|generated)|[.]server[.])' } },
    { name: 'ui-knows-only-pure-domain', severity: 'error', from: { path: '^app/ui' }, to: { path: '^app/domain/.*[.]server[.]' } },
    { name: 'pure-rules-stay-pure', severity: 'error', from: { path: '^app/domain', pathNot: '([.]server[.]|[.]test[.]|/parts/|[.]tsx$)' }, to: { path: '([.]server[.]|^app/generated/prisma/client)', dependencyTypesNot: ['type-only'] } },
    { name: 'browser-scripts-stand-alone', severity: 'error', from: { path: '^app/browser' }, to: { pathNot: '^app/browser' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^app', pathNot: '([.]d[.]ts$|^app/generated|^app/browser|^app/routes/|load-context|[.]json$)' }, to: {} },
    { name: 'no-lumber-room', severity: 'error', from: {}, to: { path: '^app/.*/(utils?|libs?|misc|helpers|common)/' } },
    { name: 'declared-packages', severity: 'error', from: { path: '^app', pathNot: '[.]test[.]ts$' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^app/generated|[.]test[.]tsx?$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
