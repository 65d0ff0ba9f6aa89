import { describe, expect, it } from 'vitest';
import { readNodeTree, TreeNode } from './node-tree.js';

function node(text: string): TreeNode {
  const value = readNodeTree(text);
  if (!(value instanceof TreeNode)) throw new Error('no node');
  return value;
}

describe('a node tree', () => {
  it('has numbers, booleans, names and nothing as fields', () => {
    const variable = node('{VAR :varno 3 :varattno -1 :inh true :name team :alias <>}');
    expect(variable.tag).toBe('VAR');
    expect([variable.number('varno'), variable.number('varattno')]).toEqual([3, -1]);
    expect([variable.is('inh'), variable.is('varno')]).toEqual([true, false]);
    expect([variable.text('name'), variable.text('alias'), variable.text('absent')]).toEqual(['team', null, null]);
    expect(variable.number('name')).toBeNaN();
  });

  it('has lists of nodes, strings, integers, oids and bit sets', () => {
    const query = node(
      '{QUERY :a ({X :n 1} {X :n 2}) :b ("id" "i" "") :c (i 1 2) :d (o 16384) :e (b) :f (b 7 8) :g () :h (1 2)}',
    );
    expect(query.nodes('a').map((entry) => entry.number('n'))).toEqual([1, 2]);
    expect(query.list('b')).toEqual(['id', 'i', '']);
    expect([query.list('c'), query.list('d'), query.list('e')]).toEqual([['1', '2'], ['16384'], []]);
    expect([query.list('f'), query.list('g'), query.list('h')]).toEqual([['7', '8'], [], ['1', '2']]);
    expect(query.list('absent')).toEqual([]);
  });

  it('keeps names with brackets, quotes, backslashes, white space and colons', () => {
    const alias = node(
      String.raw`{ALIAS :aliasname :colon :other \{a\ \(b\)\} :colnames ("q\ "x:\{\)" "\\" "a\
b" "🏀") :last \<>}`,
    );
    expect([alias.text('aliasname'), alias.text('other'), alias.text('last')]).toEqual([':colon', '{a (b)}', '<>']);
    expect(alias.list('colnames')).toEqual(['q "x:{)', '\\', 'a\nb', '🏀']);
  });

  it('has a constant as its bytes', () => {
    const constant = node('{CONST :constisnull false :constvalue 4 [ 1 0 -1 0 ] :next 1}');
    expect(constant.list('constvalue')).toEqual(['1', '0', '-1', '0']);
    expect(constant.text('next')).toBe('1');
    expect(node('{CONST :constisnull true :constvalue <>}').value('constvalue')).toBeNull();
  });

  it('is equal to another one wherever the two stand in their texts', () => {
    const at = (location: number, n = 1): TreeNode =>
      node(`{OPEXPR :args ({VAR :n ${n} :location ${location}}) :location ${location}}`);
    expect(at(1).equals(at(2))).toBe(true);
    expect(at(1).equals(at(1, 2))).toBe(false);
    expect(at(1).equals(node('{OPEXPR :args <> :location 1}'))).toBe(false);
  });

  it.each(['{QUERY', '(1', '{QUERY :a 1} x', '', '}', '{ :a 1}'])(
    'is refused where it is cut or foreign: %s',
    (text) => {
      expect(() => readNodeTree(text)).toThrow(SyntaxError);
    },
  );

  it('is refused, when it is looked into, where a node has something else than fields', () => {
    expect(() => node('{QUERY a 1}').value('a')).toThrow(SyntaxError);
  });
});
