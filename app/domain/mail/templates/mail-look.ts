/**
 * The app's tokens by meaning (tailwind.config.ts) as plain colours: mail programs know no variables.
 * Dark ones stand in the style sheet under the same names; a program that ignores it shows the light mail.
 */
export const look = {
  canvas: '#f6f5f2', surface: '#ffffff', sunken: '#efede8', line: '#e2dfd8', ink: '#1f1d1a', muted: '#625d54', accent: '#0b6a5b', onAccent: '#ffffff',
  hot: '#b3260e', hotSoft: '#fde7e1', warm: '#7d5200', warmSoft: '#fdf0cd', cool: '#3c5878', coolSoft: '#e6edf5',
} as const;

export const fontFamily = "'Golos Text',system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

/** The dark theme, and the narrow screen of a phone. */
export const mailStyles = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.m-card{padding:24px 20px!important}.m-fact td{display:block!important;width:auto!important;padding:0!important}.m-fact .m-value{padding:0 0 12px!important}.m-button{display:block!important;text-align:center!important}}
@media (prefers-color-scheme:dark){
.m-canvas,.m-canvas>table>tbody>tr>td{background-color:#151412!important}.m-card{background-color:#1d1c19!important;border-color:#35322d!important}
.m-ink{color:#edebe6!important}.m-muted{color:#a9a397!important}.m-link{color:#5cc4b0!important}.m-line{border-color:#35322d!important}
.m-button{background-color:#5cc4b0!important;color:#06231e!important}.m-mark{background-color:#5cc4b0!important}.m-sunken{background-color:#100f0e!important;color:#edebe6!important}
.m-hot{background-color:#46190f!important;color:#ff9a80!important}.m-warm{background-color:#3c2d08!important;color:#f0c35a!important}.m-cool{background-color:#1e2b3b!important;color:#a3bfdf!important}
}`;
