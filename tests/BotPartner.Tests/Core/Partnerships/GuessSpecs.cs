using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Costs;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>Who guesses codes is soon not listened to any more.</summary>
public sealed class GuessSpecs
{
    [Fact]
    public async Task Ten_thousand_guesses_are_looked_at_five_times_refused_kindly_and_told_to_the_stewards_once()
    {
        var chamber = await new Chamber().Found();
        var counting = new CountingDocuments(chamber.Documents);
        var desk = chamber.Process(counting);
        var right = (await desk.Do(chamber.Say("south", "link"))).Code();
        var invitation = (await desk.Do(chamber.Say("north", "invite south"))).Code();
        var connect = (await desk.Do(chamber.Say("north", "connect"))).Code();
        var (answers, shown, work) = (new Dictionary<string, int>(), new HashSet<string>(), new List<int>());
        counting.Since();
        for (var i = 0; i < 10_000; i++)
        {
            var what = (string[])["link", "connect", "join"];
            var reply = await desk.Do(chamber.Say("mallory", $"{what[i % 3]} {Guess(i)}"));
            answers[reply.Keys()[0]] = answers.GetValueOrDefault(reply.Keys()[0]) + 1;
            if (i >= Guesses.OfPerson)
            {
                shown.Add(JsonSerializer.Serialize(((Reply.Show)reply).Card, CoreJson.Default.Card));
            }

            work.Add(counting.Since().Length);
        }

        // All say the same, whatever is guessed, and cost next to nothing; nothing is written any more.
        Assert.Equal(Guesses.OfPerson, answers["refusal.code"] + answers["refusal.code.link"] + answers["refusal.code.join"]);
        Assert.Equal(10_000 - Guesses.OfPerson, answers["refusal.guesses"]);
        Assert.Single(shown);
        Assert.InRange(work.Skip(Guesses.OfPerson).Max(), 0, 4);
        Assert.Null(await chamber.Member("mallory"));

        // Who the codes were meant for is not kept from using them.
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {right}"))).Keys());
        Assert.Equal(["invite.accepted.delegate"], (await desk.Do(chamber.Say("newcomer", $"join {invitation}"))).Keys());
        var yard = new Place("north", "realm", "yard", PlaceKind.Channel);
        Assert.Equal(["connect.done"], (await desk.Do(chamber.Say("west", $"connect {connect}") with { Place = yard })).Keys());
        var counted = (await chamber.Documents.Find(Kinds.GuessesKey(Chamber.Delegate("mallory").Key), TestContext.Current.CancellationToken))!;
        var told = Assert.Single(Kinds.Guesses.Read(counted).Owes);
        Assert.Equal("@north", Assert.Single(told.To).Place.Channel);
    }

    [Fact]
    public async Task Who_was_wrong_too_often_is_not_heard_even_with_the_right_code_until_the_while_is_over()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        await Wrong(chamber, desk, "south2", Guesses.OfPerson);
        Assert.Equal(["refusal.guesses"], (await desk.Do(chamber.Say("south2", $"link {code}"))).Keys());
        chamber.Time.Advance(Guesses.Window.ToTimeSpan());
        var fresh = (await desk.Do(chamber.Say("south", "link"))).Code();
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {fresh}"))).Keys());
    }

    [Fact]
    public async Task Many_accounts_in_one_place_are_bounded_together()
    {
        var (chamber, desk) = await Open();
        for (var i = 0; i < Guesses.OfPlace; i++)
        {
            Assert.Equal(["refusal.code.link"], (await desk.Do(chamber.Say($"m{i}", "link AAAAA-AAAAA"))).Keys());
        }

        Assert.Equal(["refusal.guesses"], (await desk.Do(chamber.Say("another", "link AAAAA-AAAAA"))).Keys());
    }

    [Fact]
    public async Task A_right_code_counts_as_no_guess_and_a_request_that_comes_twice_as_one()
    {
        var (chamber, desk) = await Open();
        await Wrong(chamber, desk, "south2", Guesses.OfPerson - 2);
        var again = chamber.Say("south2", "link AAAAA-AAAAA");
        await desk.Do(again);
        await desk.Do(again);
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {code}"))).Keys());
        Assert.Equal(["refusal.code.link"], (await desk.Do(chamber.Say("south2", "link AAAAA-AAAAA"))).Keys());
        Assert.Equal(["refusal.guesses"], (await desk.Do(chamber.Say("south2", "link AAAAA-AAAAA"))).Keys());
    }

    [Theory]
    [InlineData("AB2DE-FGHJK", true)]
    [InlineData("ab2defghjk", true)]
    [InlineData("abcde fghjk", false)]
    [InlineData("Greenpeace", false)]
    [InlineData("AB2DE-FGHJ", false)]
    [InlineData("AB0DE-FGHJK", false)]
    public void A_name_is_told_from_a_code(string typed, bool code) => Assert.Equal(code, Codes.Looks(typed));

    [Fact]
    public async Task Codes_of_one_partnership_give_nothing_in_another()
    {
        var (chamber, desk) = await Open();
        var yard = new Place("north", "realm", "yard", PlaceKind.Channel);
        foreach (var words in new[] { "setup Other Pact", "partner add South as business", "join South" })
        {
            await desk.Do(chamber.Say("zed", words) with { Place = yard });
        }

        // Theirs, typed here: the place stays where it is, and each code speaks of its own partnership alone.
        var (connect, link, invite) = (
            (await desk.Do(chamber.Say("zed", "connect") with { Place = yard })).Code(),
            (await desk.Do(chamber.Say("zed", "link") with { Place = yard })).Code(),
            (await desk.Do(chamber.Say("zed", "invite South") with { Place = yard })).Code());
        Assert.Equal(["refusal.place-taken"], (await desk.Do(chamber.Say("zed", $"connect {connect}"))).Keys());
        await desk.Do(chamber.Say("zed2", $"link {link}"));
        await desk.Do(chamber.Say("guest", $"join {invite}"));
        foreach (var who in new[] { "zed", "zed2", "guest" })
        {
            Assert.Null(await chamber.Member(who));
            Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say(who, "connect"))).Keys());
            Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say(who, "link"))).Keys());
        }

        // Ours, typed there.
        var ours = (await desk.Do(chamber.Say("north", "connect"))).Code();
        Assert.Equal(["refusal.place-taken"], (await desk.Do(chamber.Say("north", $"connect {ours}") with { Place = yard })).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("north", "connect") with { Place = yard })).Keys());
        Assert.Equal(["connect.done"], (await desk.Do(chamber.Say("north", $"connect {ours}") with { Place = yard with { Channel = "third" } })).Keys());
    }

    /// <summary>Written as codes are.</summary>
    private static string Guess(int i)
    {
        const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        return $"{string.Concat(Enumerable.Range(0, 5).Select(d => Letters[(i >> (5 * d)) & 31]))}-AAAA2";
    }

    private static async Task Wrong(Chamber chamber, Chamber.Desk desk, string who, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await desk.Do(chamber.Say(who, "link AAAAA-AAAAA"));
        }
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
