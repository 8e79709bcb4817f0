import { describe, expect, it } from 'vitest';
import { escapeHtml, escapeMarkdown, neutraliseMentions, plainLine, shorten } from '../../src/report/escape.ts';

describe('plainLine', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['conv2d_1/kernel:0', 'Größe 模型 😀', "it's a b"]) expect(plainLine(text)).toBe(text);
  });
  it('spells out what would end a line, reorder it or hide in it', () => {
    expect(plainLine('a\r\n::error::b\u0000\u001b[31m\u202e\u200b\u2028')).toBe(
      'a\\u{d}\\u{a}::error::b\\u{0}\\u{1b}[31m\\u{202e}\\u{200b}\\u{2028}',
    );
    expect(plainLine('\ud800')).toBe('\\u{d800}');
  });
  it('does not begin as a workflow command does', () => {
    expect(plainLine('::error::x')).toBe(': :error::x');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that is markup in HTML or Markdown', () => {
    expect(escapeHtml('<b>&"\'')).toBe('&lt;b&gt;&amp;&quot;&#39;');
    expect(escapeHtml('[x](https://e.x) `a` *b* @me www.x')).toBe(
      '&#91;x&#93;(https&#58;//e.x) &#96;a&#96; &#42;b&#42; &#64;me www&#46;x',
    );
  });
  it('leaves names as they are read', () => {
    expect(escapeHtml('models/conv_2d-1/kernel:0')).toBe('models/conv_2d-1/kernel:0');
  });
});

describe('mentions and references', () => {
  it('are parted from their sign, as a sign or as an entity', () => {
    expect(neutraliseMentions('@a #1 a@b.c &#39;x')).toBe('@\u200ba #\u200b1 a@\u200bb.c &#39;x');
    expect(escapeMarkdown("@a #1 _b_ it's")).toBe('&#64;\u200ba #\u200b1 &#95;b&#95; it&#39;s');
  });
});

describe('shorten', () => {
  it('says what was left out and cuts no character in two', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('abc… (1 more characters)');
    expect(shorten('😀😀', 3)).toBe('😀… (2 more characters)');
  });
});
