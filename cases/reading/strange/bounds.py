"""How much of a stranger's file is taken for honest, and what of its text is kept."""

#: Twice what a good telephone takes; unfolded some 300 MB.
MOST_PIXELS = 100_000_000
#: What a Word file may unfold to, and how many pieces it may have.
MOST_UNFOLDED, MOST_PIECES = 200 * 1024 * 1024, 5_000
#: More parts than an honest mail has, and more text than anybody reads.
MOST_PARTS, LONGEST = 200, 500_000
#: The tags of a text that somebody wrote: no links, no styles, nothing that acts.
TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "sup", "sub"),
    *("table", "thead", "tbody", "tr", "td", "th", "blockquote", "pre", "img"),
}
