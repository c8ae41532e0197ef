import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words } from './index';

const ROOT = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/generated|fake|words/.test(entry.parentPath) && !entry.name.includes('.test.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

describe('words', () => {
  it('stand in words/ and nowhere else', () => {
    const withoutComments = sources(ROOT).map((text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''));
    expect(withoutComments.length).toBeGreaterThan(60);
    expect(withoutComments.filter((text) => /[\u3400-\u9fff]/.test(text))).toEqual([]);
  });

  it('are never empty', () => {
    expect(texts(words).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('keep to the vocabulary: a seal is 电子签名, never 印章 or 电子印章', () => {
    expect(texts(words).filter((text) => /印章|面板/.test(text))).toEqual([]);
  });
});
