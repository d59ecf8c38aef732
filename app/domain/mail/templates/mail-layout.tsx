import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { MailPage, MailWords } from '../mail-template';
import { fontFamily, look, mailStyles } from './mail-look';

/** The frame of every mail: who speaks, a card with the matter, and why it came. */
export function MailLayout({ page, words }: { page: MailPage; words: MailWords }) {
  const { subject, preview, sender, heading, body, why, settingsUrl } = page;
  const small = { color: look.muted, fontSize: 13, lineHeight: '20px', margin: 0 };
  return (
    <Html lang={words.language}>
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: mailStyles }} />
      </Head>
      <Body className="m-canvas" style={{ backgroundColor: look.canvas, fontFamily, margin: 0, padding: '24px 12px' }}>
        <Preview>{preview ?? heading}</Preview>
        <Container style={{ maxWidth: 600, width: '100%' }}>
          <Section data-skip-in-text="true">
            <Text className="m-ink" style={{ color: look.ink, fontSize: 14, fontWeight: 600, lineHeight: '20px', margin: '0 4px 12px' }}>
              <span className="m-mark" style={{ backgroundColor: look.accent, borderRadius: 3, display: 'inline-block', height: 10, marginRight: 8, width: 10 }} />
              {sender ?? 'Teplo'}
            </Text>
          </Section>
          <Section className="m-card" style={{ backgroundColor: look.surface, border: `1px solid ${look.line}`, borderRadius: 12, padding: '28px 32px' }}>
            <h1 className="m-ink" style={{ color: look.ink, fontSize: 20, fontWeight: 600, lineHeight: '28px', margin: '0 0 16px', overflowWrap: 'anywhere' }}>{heading}</h1>
            {body}
          </Section>
          {why || settingsUrl ? (
            <>
              <Hr style={{ borderTopWidth: 0, height: 12, margin: 0 }} />
              <Section style={{ padding: '0 4px' }}>
                {why ? <Text className="m-muted" style={small}>{why}</Text> : null}
                {settingsUrl ? <Text className="m-muted" style={small}><a className="m-link" data-action="true" href={settingsUrl} style={{ color: look.accent }}>{words.t('layout.settings')}</a></Text> : null}
              </Section>
            </>
          ) : null}
        </Container>
      </Body>
    </Html>
  );
}
