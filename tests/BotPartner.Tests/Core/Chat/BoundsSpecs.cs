using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Tests.Core.Chat;

public sealed class BoundsSpecs
{
    private static readonly Person Ann = new("slack", "T1", "U1", "Ann");

    [Theory]
    [InlineData(Bounds.Words, false)]
    [InlineData(Bounds.Words + 1, true)]
    public void Who_says_too_much_is_told_so(int length, bool refused)
    {
        var words = new string('x', length);
        Assert.Equal(refused, Bounds.Refuse(new Request.Said(words) { Id = "1", Person = Ann, Place = Ann.Direct, At = default }) is not null);
        Assert.Equal(refused, Bounds.Refuse(new Request.Submitted("f", new Dictionary<string, string>(), new Dictionary<string, string> { ["v"] = words }) { Id = "1", Person = Ann, Place = Ann.Direct, At = default }) is not null);
        Assert.NotNull(Bounds.Refuse(new Request.Pressed("a", new Dictionary<string, string> { ["n"] = words }) { Id = "1", Person = Ann, Place = Ann.Direct, At = default }));
    }

    [Fact]
    public void What_is_cut_says_so_and_no_character_is_halved()
    {
        Assert.Equal("short", Bounds.Cut("short", 10));
        foreach (var name in new[] { string.Concat(Enumerable.Repeat("🌍", 10_000)), "a" + new string('\u0301', 10_000), string.Concat(Enumerable.Repeat("👩‍👩‍👧", 900)) })
        {
            var cut = Bounds.Cut(name, Bounds.Name);
            Assert.InRange(cut.Length, Bounds.Name / 2, Bounds.Name);
            Assert.EndsWith("…", cut, StringComparison.Ordinal);
            Assert.DoesNotContain(cut.EnumerateRunes(), r => r.Value == 0xfffd);
        }
    }

    [Fact]
    public void Finding_the_command_costs_the_same_however_long_a_word_is()
    {
        var verbs = new Verbs([new Route.Command("help", (_, _, _) => Task.FromResult(Reply.None)), new Route.Command("decide", (_, _, _) => Task.FromResult(Reply.None))], Texts.Load());
        var endless = string.Concat(Enumerable.Repeat("🌍", 100_000));
        Assert.Equal("decide", verbs.Match("   decide  " + endless)?.Command.Verb);
        Assert.Equal(endless, verbs.Match("   decide  " + endless)?.Words);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(verbs.Match(endless));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Theory]
    [InlineData("a\ufffeb")]
    [InlineData("a\ud83db")]
    [InlineData("a\udc00")]
    public void What_is_no_character_can_be_compared_all_the_same(string typed) => Assert.StartsWith("a\ufffd", Words.Fold(typed), StringComparison.Ordinal);
}
