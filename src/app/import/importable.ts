/** Endings of the files that can become a post, for a chooser of files; pictures that belong to one go along. */
export const importable = '.md,.markdown,.mkdn,.mkd,.txt,.html,.htm,.xhtml,.docx,image/*'
