import type { Problem, ProblemCode } from '../app/index.ts'

/** A problem in the author's words: what happened, what is safe, and whose turn it is. */
export interface Explanation {
  readonly title: string
  readonly sentence: string
  /** What the host or the browser said, for the technically minded. */
  readonly detail?: string
}

type Words = readonly [title: string, sentence: string]

const safe = 'Everything you wrote is safe on this device.'

/** Every code once. Nothing here names the machine behind it. */
const table: Readonly<Record<ProblemCode, Words>> = {
  'empty-address': ['Where is your blog?', 'Type or paste the address of your blog’s repository.'],
  'malformed-address': [
    'This is not an address',
    'It should look like https://example.com/you/your-blog. Check it for a missing part or a blank.',
  ],
  'unreachable-address': [
    'A browser cannot open this address',
    'Only addresses that begin with https:// can be opened here. Look for one like that on your blog’s host.',
  ],
  'password-in-address': [
    'This address holds a password',
    'Take the name and the password out of it. You will be asked for them when they are needed.',
  ],
  unauthorized: ['Your blog’s host asks who you are', `Sign in as you are known there. ${safe}`],
  forbidden: [
    'You may not do this there',
    `Your blog’s host knows you, but does not let you do this. ${safe} Sign in as somebody who may, or ask whoever looks after the blog.`,
  ],
  unreached: [
    'This does not open your blog',
    'The host knows you, but not as somebody who may read this blog. Make an access key for exactly this blog, or sign in as somebody else.',
  ],
  offline: [
    'There is no connection',
    `Your blog’s host cannot be reached at the moment. ${safe} Try again when you are online.`,
  ],
  'not-found': [
    'No blog was found there',
    'The host answered, but not with a blog. Check the address, or ask whoever set up the blog for it.',
  ],
  broken: [
    'The host’s answer made no sense',
    `Something between here and your blog is not working as it should. ${safe} Try again in a few minutes.`,
  ],
  refused: [
    'Your blog’s host did not accept this',
    `Nothing was published, and ${safe.toLowerCase()} The host says why:`,
  ],
  'folder-changed': [
    'Your blog’s folder has changes of its own',
    `Somebody changed files in the folder of your blog on this computer and has not saved them in its history yet. Nothing was published. ${safe} Have those changes saved or taken back, then publish again.`,
  ],
  conflict: [
    'Somebody else changed this too',
    'Nothing was published, and nothing was lost. Decide below which text to keep, then publish again.',
  ],
  merged: [
    'Somebody else changed this too',
    'In other places than you: what you both changed stands together below. Look it over, then publish.',
  ],
  'changed-since': [
    'Somebody changed it since then',
    'Taking it back now would take back their work too, so nothing was changed. Edit the post as it is instead.',
  ],
  busy: ['Your blog’s host is busy', `It asks for a little patience. ${safe} Try again in a few minutes.`],
  'relay-refuses': [
    'Galley’s own server does not pass this on',
    `It stands between here and your blog’s host. ${safe} Show this to whoever looks after it:`,
  ],
  'relay-busy': [
    'Galley’s own server is busy',
    `It asks for a little patience. ${safe} Try again in a few minutes.`,
  ],
  moved: [
    'Your blog has a new address',
    `Its host says that it has moved. ${safe} Ask whoever looks after the blog whether that is right, then open it there: what you have not published comes along.`,
  ],
  gone: [
    'This version of the blog is not there any more',
    `Somebody removed or renamed what you work on. ${safe} Ask whoever looks after the blog which one it is now; what you have not published comes along.`,
  ],
  rewritten: [
    'Your blog was replaced elsewhere',
    `Somebody put another edition in its place: what is on the blog now does not go on from what you see here. Nothing here has changed yet, and ${safe.toLowerCase()}`,
  ],
  'not-jekyll': [
    'This does not look like a Jekyll blog',
    'The address holds files, but no posts and no settings of a blog. Check whether it is the right one.',
  ],
  'storage-refused': [
    'This device does not let Galley save',
    'The browser forbids it, as some do in private windows: what you write stands in this tab alone. Keep the tab open, download a copy, and write on in an ordinary window.',
  ],
  full: [
    'This device is full',
    'There is no room left to save what you write: it stands in this tab alone. Keep the tab open, make room on this device and try again, or download a copy.',
  ],
  'no-room': [
    'This device is full',
    `There is no room left on it for your blog. ${safe} Make some room and try again.`,
  ],
  'no-such-post': [
    'This post is not here any more',
    'It was deleted or renamed, or its address was mistyped.',
  ],
  'not-text': [
    'This post cannot be edited here',
    'It is stored in an old way of writing letters that Galley cannot change without damage. Ask whoever looks after the blog to save it as UTF-8.',
  ],
  unproven: [
    'One passage needs a look',
    'What you typed is safe on this device, but Galley is not sure that it would come out on your blog exactly as you see it. Open the text’s source and check it before publishing.',
  ],
  undecided: [
    'You set one detail in two windows',
    'It says something else in each of them. Decide which of the two stays, then publish.',
  ],
  'deleted-here': [
    'You deleted this post in another window',
    'It goes from the blog when you publish. Put it back, or write on: what you type here brings it back, too.',
  ],
  'gone-there': [
    'This post is not on your blog any more',
    'Somebody deleted it there. It stands here as you last saw it; write on, and you are asked what becomes of it before it goes out.',
  ],
  'not-a-picture': [
    'This file cannot be read as a picture',
    'Choose one that ends in .jpg, .png, .gif, .webp or .svg; what ends in .heic must be saved as .jpg first. The post has not changed.',
  ],
  'picture-too-large': [
    'This picture has more pixels than this device can hold',
    'Make it smaller with another program, then add it again. The post has not changed.',
  ],
  'not-added': ['The picture was not added', 'The post has not changed. A smaller picture can be chosen.'],
  'kept-elsewhere': [
    'This picture is kept in another store',
    `Your blog holds only a note of where the picture is, so Galley cannot put another one in its place. Nothing was published. ${safe} Add your picture under another name.`,
  ],
  'taken-name': ['This name is taken', 'Another post already has this address. Choose another title.'],
  'nothing-to-publish': ['Nothing to publish', 'Your blog already shows all that you have written here.'],
  unexpected: [
    'Something went wrong',
    `That is Galley’s fault, not yours. ${safe} Try again; if it happens again, load the page anew.`,
  ],
}

const minutes = (seconds: number): string =>
  seconds <= 60 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`

/** The words for a problem. The host's own words, where there are any, are its detail. */
export function explain(problem: Problem): Explanation {
  const [title, usual] = table[problem.code]
  const sentence =
    problem.after === undefined ? usual : usual.replace('a few minutes', minutes(problem.after))
  return problem.message === undefined ? { title, sentence } : { title, sentence, detail: problem.message }
}
