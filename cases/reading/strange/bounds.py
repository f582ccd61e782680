"""How much of a stranger's file is taken for honest, and what of its text is kept."""

#: Twice what a good telephone takes; unfolded some 300 MB. And the longest side of a picture.
MOST_PIXELS, MOST_LONG = 100_000_000, 200_000
#: What a Word file may unfold to, how many pieces it may have, and how many pictures are drawn in it.
MOST_UNFOLDED, MOST_PIECES, MOST_PICTURES = 200 * 1024 * 1024, 5_000, 300
#: More parts than an honest mail has, and more of HTML than its text can need.
MOST_PARTS, MOST_WRITTEN = 200, 5_000_000
#: More text than anybody reads, and more tags: ten thousand paragraphs are laid out in ten seconds.
LONGEST, MOST_TAGS = 500_000, 20_000
#: The tags of a text that somebody wrote: no links, no styles, nothing that acts.
TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "sup", "sub"),
    *("table", "thead", "tbody", "tr", "td", "th", "blockquote", "pre", "img"),
}


def readable(html: str) -> str:
    """The same text. Raises ValueError for one that is longer than can be laid out whole: none is shown in part."""
    if len(html) > LONGEST or html.count("<") > MOST_TAGS:
        raise ValueError("the file has more text than anybody reads")
    return html
