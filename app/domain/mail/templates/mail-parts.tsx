import { Button } from '@react-email/button';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import { Fragment } from 'react';
import type { MailFact } from '../mail-template';
import { look } from './mail-look';

const plain = { color: look.ink, fontSize: 16, lineHeight: '24px', margin: '0 0 12px', overflowWrap: 'anywhere' } as const;

/** Text of several lines as it was typed. */
function Typed({ text }: { text: string }) {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map((line, index) => <Fragment key={index}>{index > 0 ? <br /> : null}{line}</Fragment>);
}

/** Paragraphs. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, index) => <Text key={index} className="m-ink" style={plain}><Typed text={line} /></Text>);
}

/** What one would look for: label and value, one below the other on a phone. */
export function Facts({ facts }: { facts: readonly MailFact[] }) {
  const shown = facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
  if (shown.length === 0) return null;
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ margin: '0 0 8px' }}>
      <tbody>
        {shown.map(({ label, value }) => (
          <tr key={label} className="m-fact">
            <td className="m-muted" style={{ color: look.muted, fontSize: 14, lineHeight: '24px', padding: '0 16px 8px 0', verticalAlign: 'top', width: 132 }}>{`${label}: `}</td>
            <td className="m-ink m-value" style={{ color: look.ink, fontSize: 16, lineHeight: '24px', overflowWrap: 'anywhere', padding: '0 0 8px', verticalAlign: 'top' }}><Typed text={value} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The one thing to do. */
export function Action({ label, url }: { label: string; url: string }) {
  return (
    <Section style={{ margin: '20px 0 4px' }}>
      <Button className="m-button" data-action="true" href={url} style={{ backgroundColor: look.accent, borderRadius: 8, color: look.onAccent, fontSize: 16, fontWeight: 600, lineHeight: '24px', padding: '10px 20px' }}>
        {label}
      </Button>
    </Section>
  );
}

/** A code to type: large, apart, easy to mark. */
export function Code({ code }: { code: string }) {
  return <Text className="m-sunken" style={{ backgroundColor: look.sunken, borderRadius: 8, color: look.ink, fontFamily: 'ui-monospace,Consolas,monospace', fontSize: 28, letterSpacing: 4, lineHeight: '34px', margin: '4px 0 16px', padding: '14px 0', textAlign: 'center' }}>{code}</Text>;
}

/** What matters less. */
export function Note({ text }: { text: string }) {
  return <Text className="m-muted" style={{ color: look.muted, fontSize: 14, lineHeight: '20px', margin: '16px 0 0', overflowWrap: 'anywhere' }}><Typed text={text} /></Text>;
}

const tones = {
  hot: { backgroundColor: look.hotSoft, color: look.hot },
  warm: { backgroundColor: look.warmSoft, color: look.warm },
  cool: { backgroundColor: look.coolSoft, color: look.cool },
} as const;

export type MailTone = keyof typeof tones;

/** The temperature of a request, the only loud colour. */
export function Badge({ tone, text }: { tone: MailTone; text: string }) {
  return (
    <Text style={{ fontSize: 14, lineHeight: '20px', margin: '0 0 16px' }}>
      <span className={`m-${tone}`} style={{ ...tones[tone], borderRadius: 999, display: 'inline-block', fontWeight: 600, padding: '3px 12px' }}>{text}</span>
    </Text>
  );
}

/** One of several pieces of news: its title leads there. */
export function News({ title, lines = [], at, url }: { title: string; lines?: readonly string[]; at?: string; url: string }) {
  const facts = [...lines, ...(at ? [at] : [])];
  return (
    <Section className="m-line" style={{ borderBottom: `1px solid ${look.line}`, padding: '0 0 12px', margin: '0 0 12px' }}>
      <Text style={{ fontSize: 16, lineHeight: '24px', margin: 0, overflowWrap: 'anywhere' }}>
        <a className="m-link" data-action="true" href={url} style={{ color: look.accent, fontWeight: 600, textDecoration: 'none' }}>{title}</a>
      </Text>
      {facts.length > 0 ? <Text className="m-muted" style={{ color: look.muted, fontSize: 14, lineHeight: '20px', margin: '2px 0 0', overflowWrap: 'anywhere' }}><Typed text={facts.join('\n')} /></Text> : null}
    </Section>
  );
}
