/** Cases in which the Liquid that Jekyll runs gives something else than the newest one, as Jekyll 4.3 showed. */
export const own: Readonly<Record<string, { readonly gives: string; readonly why: string }>> = {
  'blank and empty, array of length 0 is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, false is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, nil is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, null is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, object with no properties is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, string of length 0 is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'blank and empty, undefined is equal to blank': {
    gives: 'FALSE',
    why: 'Ruby without Rails has no blank?, so that nothing equals blank',
  },
  'output, nested bracketed variable resolving to a string': {
    gives: '',
    why: 'A bracket in a bracket ends at the first closing one',
  },
  'tags, tablerow, break from a tablerow loop': {
    gives:
      '<tr class="row1">\n<td class="col1">1</td><td class="col2">2</td></tr>\n<tr class="row2"><td class="col1">3</td></tr>\n',
    why: 'tablerow leaves break to the loop around it',
  },
  'tags, tablerow, break from a tablerow loop inside a for loop': {
    gives:
      '\\n\\n<tr class="row1">\n<td class="col1"></td><td class="col2"></td><td class="col3"></td></tr>\n',
    why: 'tablerow leaves break to the loop around it',
  },
  'tags, tablerow, no cols param': {
    gives:
      '<tr class="row1">\n<td class="col1">\ncol: 1\ncol0: 0\ncol_first: true\ncol_last: false\nfirst: true\nindex: 1\nindex0: 0\nlast: false\nlength: 2\nrindex: 2\nrindex0: 1\nrow: 1\n</td><td class="col2">\ncol: 2\ncol0: 1\ncol_first: false\ncol_last: false\nfirst: false\nindex: 2\nindex0: 1\nlast: true\nlength: 2\nrindex: 1\nrindex0: 0\nrow: 1\n</td></tr>\n',
    why: 'Without cols no column is the last',
  },
}
