using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Blocks;

namespace BotPartner.Tests.Slack;

public sealed class MrkdwnSpecs
{
    private static readonly Reader Reader = Reader.Of("en", null);

    [Theory]
    [InlineData("a & <b> > c", "a &amp; &lt;b&gt; &gt; c")]
    [InlineData("*x* _y_ ~z~ `q`", "*\u200bx*\u200b _\u200by_\u200b ~\u200bz~\u200b `\u200bq`\u200b")]
    [InlineData("> quoted\n  >too", "\u200b&gt; quoted\n  \u200b&gt;too")]
    [InlineData("<!channel> <@U1> <https://x|y>", "&lt;!channel&gt; &lt;@U1&gt; &lt;https://x|y&gt;")]
    [InlineData("@channel @Here @everyone @ana a@b.org", "@\u200bchannel @\u200bHere @\u200beveryone @ana a@b.org")]
    [InlineData("a\u202eb\u2066c\u200fd\u0007e\ufeff", "abcde")]
    [InlineData("@ch\u202eannel", "@\u200bchannel")]
    [InlineData("a\r\nb\rc\u2028d\te", "a\nb\nc\nd e")]
    [InlineData("שלום العربية 👩🏽‍🚀", "שלום العربية 👩🏽‍🚀")]
    public void Somebodys_words_read_as_written_and_do_nothing(string words, string mrkdwn) => Assert.Equal(mrkdwn, Of(words));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_such() => Assert.Equal("half\ufffd!", Of("half\ud83d!"));

    [Fact]
    public void Bold_works_next_to_letters_and_keeps_blanks_outside()
    {
        Assert.Equal("a\u200b*b*\u200bc", Of(new Text.Joined(["a", new Text.Strong("b"), "c"])));
        Assert.Equal("*b* c", Of(new Text.Joined([new Text.Strong(" b ".TrimStart()), "c"])));
        Assert.Equal("x *b*", Of(new Text.Joined(["x", new Text.Strong(" b")])));
        Assert.Equal("*b c*", Of(new Text.Strong(new Text.Joined(["b", " c"]))));
        Assert.Equal("*b*\n*c*", Of(new Text.Strong("b\nc")));
        Assert.Equal("*b*\u200b&gt;", Of(new Text.Joined([new Text.Strong("b"), ">"])));
    }

    [Fact]
    public void A_person_is_notified_only_where_the_id_means_something()
    {
        Assert.Equal("<@U1>", Of(new Text.Mention(new("slack", "T1", "U1", "Ana"))));
        Assert.Equal("Ana", Of(new Text.Mention(new("slack", "T2", "U1", "Ana"))));
        Assert.Equal("&lt;A*\u200b&gt;", Of(new Text.Mention(new("teams", "T1", "U1", "<A*>"))));
        Assert.Equal("Ana", Of(new Text.Mention(new("slack", "T1", "U1> <!channel", "Ana"))));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public void What_is_too_long_is_cut_between_characters_and_says_so(int limit)
    {
        foreach (var words in new[] { new string('x', 300), Repeat("👍", 150), Repeat("&", 300), Repeat("*", 300), Repeat("> \n", 100) })
        {
            foreach (var text in new Text[] { words, new Text.Strong(words) })
            {
                var cut = Mrkdwn.Of(Texts.Load().Runs(text, Reader), "T1", limit, "… (cut)");
                Assert.InRange(cut.Length, limit - 20, limit);
                Assert.EndsWith("… (cut)", cut, StringComparison.Ordinal);
                Assert.Equal(cut, new string([.. cut.EnumerateRunes().SelectMany(r => r.ToString())]));
                Assert.Matches("^([^&]|&amp;|&gt;)*$", cut);
            }
        }

        Assert.DoesNotContain("cut", Mrkdwn.Of(Texts.Load().Runs(new string('x', limit), Reader), "T1", limit, "… (cut)"), StringComparison.Ordinal);
    }

    private static string Repeat(string s, int n) => string.Concat(Enumerable.Repeat(s, n));

    private static string Of(Text text) => Mrkdwn.Of(Texts.Load().Runs(text, Reader), "T1", 3000, "…");
}
