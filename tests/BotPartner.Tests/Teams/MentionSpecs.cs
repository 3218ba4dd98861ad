using BotPartner.Teams.Inbound;

namespace BotPartner.Tests.Teams;

public sealed class MentionSpecs
{
    [Fact]
    public void A_tag_that_begins_with_the_blank_after_the_bots_own_takes_nothing_apart()
    {
        var activity = Activity("<at>Bot</at> Ann comes", ("<at>Bot</at>", "28:bot", "Bot"), (" Ann", "29:ann", "Ann"));
        var (words, people) = Mentions.Read(activity, "tenant");
        Assert.Equal("@Ann comes", words);
        Assert.Equal("29:ann", Assert.Single(people).User);
    }

    [Fact]
    public void A_name_without_end_is_cut_and_says_so()
    {
        var (words, people) = Mentions.Read(Activity("ask <at>x</at>", ("<at>x</at>", "29:x", string.Concat(Enumerable.Repeat("🌍", 10_000)))), "tenant");
        Assert.InRange(Assert.Single(people).Name.Length, 100, 200);
        Assert.EndsWith("…", words, StringComparison.Ordinal);
    }

    [Fact]
    public void So_many_mentions_that_nobody_could_mean_them_are_not_all_looked_for()
    {
        var tags = Enumerable.Repeat(("a", "29:a", "A"), 100_000).ToArray();
        var (_, people) = Mentions.Read(Activity(new string('a', 100_000), tags), "tenant");
        Assert.Equal(200, people.Count);
    }

    private static Activity Activity(string text, params (string Tag, string Id, string Name)[] mentions) => new()
    {
        Type = "message",
        Text = text,
        Recipient = new() { Id = "28:bot" },
        Entities = [.. mentions.Select(m => new Entity { Type = "mention", Text = m.Tag, Mentioned = new() { Id = m.Id, Name = m.Name } })],
    };
}
