import type { Config } from 'tailwindcss';
import plugin from 'tailwindcss/plugin';

/**
 * Design tokens by meaning. Text on its ground holds at least 4.5:1 in both themes (checked with axe in e2e).
 * The temperature (hot, warm, cool) is the only loud colour of the interface.
 */
const light = {
  canvas: '#f6f5f2',
  surface: '#ffffff',
  raised: '#fbfaf8',
  sunken: '#efede8',
  line: '#e2dfd8',
  'line-strong': '#8d887c',
  ink: '#1f1d1a',
  muted: '#625d54',
  accent: '#0b6a5b',
  'accent-strong': '#085347',
  'accent-soft': '#e1f1ed',
  'on-accent': '#ffffff',
  hot: '#b3260e',
  'hot-soft': '#fde7e1',
  warm: '#7d5200',
  'warm-soft': '#fdf0cd',
  cool: '#3c5878',
  'cool-soft': '#e6edf5',
  danger: '#b01e3c',
  'danger-soft': '#fce8ec',
  ok: '#1d6b33',
  'ok-soft': '#e3f3e6',
  overlay: 'rgb(31 29 26 / 0.45)',
};

const dark: typeof light = {
  canvas: '#151412',
  surface: '#1d1c19',
  raised: '#24221f',
  sunken: '#100f0e',
  line: '#35322d',
  'line-strong': '#7f796d',
  ink: '#edebe6',
  muted: '#a9a397',
  accent: '#5cc4b0',
  'accent-strong': '#83d6c6',
  'accent-soft': '#143630',
  'on-accent': '#06231e',
  hot: '#ff9a80',
  'hot-soft': '#46190f',
  warm: '#f0c35a',
  'warm-soft': '#3c2d08',
  cool: '#a3bfdf',
  'cool-soft': '#1e2b3b',
  danger: '#ff93a5',
  'danger-soft': '#43141e',
  ok: '#82d197',
  'ok-soft': '#14331d',
  overlay: 'rgb(0 0 0 / 0.6)',
};

const asVariables = (tokens: Record<string, string>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--t-${name}`, value]));

const size = (px: number, line: number): [string, string] => [`${px / 16}rem`, `${line / 16}rem`];

export default {
  content: ['./app/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...Object.fromEntries(Object.keys(light).map((name) => [name, `var(--t-${name})`])),
    },
    fontSize: {
      12: size(12, 16),
      13: size(13, 18),
      14: size(14, 20),
      16: size(16, 24),
      20: size(20, 28),
      28: size(28, 34),
    },
    fontFamily: {
      sans: ['"Golos Text Variable"', '"Golos Fallback"', 'system-ui', 'sans-serif'],
      mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'monospace'],
    },
    extend: {
      borderRadius: { card: '0.75rem', control: '0.5rem' },
      boxShadow: {
        card: '0 1px 2px rgb(31 29 26 / 0.05)',
        float: '0 8px 30px rgb(0 0 0 / 0.16), 0 1px 3px rgb(0 0 0 / 0.1)',
      },
      maxWidth: { page: '90rem', prose: '75ch' },
      transitionDuration: { DEFAULT: '120ms' },
    },
  },
  plugins: [
    plugin(({ addBase }) => {
      addBase({
        ':root': { ...asVariables(light), 'color-scheme': 'light' },
        // paper is white, whatever the screen
        '@media screen and (prefers-color-scheme: dark)': {
          ':root[data-theme="system"]': { ...asVariables(dark), 'color-scheme': 'dark' },
        },
        '@media screen': {
          ':root[data-theme="dark"]': { ...asVariables(dark), 'color-scheme': 'dark' },
        },
      });
    }),
  ],
} satisfies Config;
