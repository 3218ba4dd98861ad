using System.Diagnostics;
using BotPartner.Teams.Inbound;

namespace BotPartner.Tests.Teams;

public sealed class HtmlSpecs
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain  text\n here", "plain text here")]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("<div><div>one<br>two<br/><br>four</div>\n</div>", "one\ntwo\n\nfour")]
    [InlineData("<div><div><at id=\"0\">Testing Webhook</at> - Hi</div>\n</div>", "@Testing Webhook - Hi")]
    [InlineData("<p>Hi <at id=\"0\">Ann</at>&nbsp;<at id=\"1\">Lee</at>, see&nbsp;you</p>", "Hi @Ann @Lee, see you")]
    [InlineData("a &lt;b&gt; &amp;amp; &quot;c&quot; &#233; &#x1F30A; &copy; &nosuch;", "a <b> &amp; \"c\" é 🌊 © &nosuch;")]
    [InlineData("<ul><li>one</li><li>two</li></ul>after", "• one\n• two\nafter")]
    [InlineData("<ol><li>one<ol><li>in</li></ol></li><li>two</li></ol>", "1. one\n1. in\n2. two")]
    [InlineData("see <a href=\"https://x.org/a?b=1&amp;c=2\">this</a>.", "see this (https://x.org/a?b=1&c=2).")]
    [InlineData("see <a href='https://x.org/' title=\"https://x.org\">x.org</a>", "see x.org")]
    [InlineData("see <a href=https://x.org></a>", "see https://x.org")]
    [InlineData("<a href=\"javascript:alert(1)\">press</a> <a href=\"data:text/html,x\">me</a>", "press me")]
    [InlineData("<a href=\"https://x.org\">one<a href=\"https://y.org\">two</a>", "one (https://x.org)two (https://y.org)")]
    [InlineData("x<script>alert('<b>')</script>y<STYLE>p{}</STYLE>z", "xyz")]
    [InlineData("x<script>never closed", "x")]
    [InlineData("x<!-- <b> not > shown -->y<!-- open", "xy")]
    [InlineData("<!DOCTYPE html><?xml version=\"1.0\"?>x", "x")]
    [InlineData("<img src=\"https://x.org/p.png\" alt=\"A river\" onerror=\"alert(1)\"> <emoji alt=\"🙂\"></emoji>", "A river 🙂")]
    [InlineData("<attachment id=\"1\"></attachment>", "")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<p title=\"a > b\">text</p>", "text")]
    [InlineData("<p title=\"never closed>text", "")]
    [InlineData("end <", "end <")]
    [InlineData("<pre>a\n  b</pre>c  d", "a\n  b\nc d")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<B>bold</B><unknown-thing>x</unknown-thing></p></nothing>", "boldx")]
    [InlineData("a\u0000b\u0007c", "abc")]
    public void What_people_read_is_read(string html, string words) => Assert.Equal(words, Html.Words(html));

    [Theory]
    [InlineData("<")]
    [InlineData("<a href='")]
    [InlineData("<a href=x>y")]
    [InlineData("<ol><li>")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&#60;")]
    [InlineData("<p a=\"")]
    [InlineData("<pre> ")]
    [InlineData("</a>")]
    public void Hostile_repetition_takes_no_time(string piece)
    {
        var watch = Stopwatch.StartNew();
        Assert.NotNull(Html.Words(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void Any_order_of_pieces_is_survived()
    {
        string[] pieces = ["<", ">", "\"", "'", "=", "a", "at", "/", "ol", "li", "pre", "<!--", "-->", "&", "amp;", " ", "\n", "é", "href", "<a href=", "</a>", "script"];
        var dice = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            Assert.NotNull(Html.Words(string.Concat(Enumerable.Range(0, dice.Next(24)).Select(_ => pieces[dice.Next(pieces.Length)]))));
        }
    }
}
