using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>Who guesses codes is soon not listened to any more.</summary>
public sealed class GuessSpecs
{
    [Fact]
    public async Task Ten_thousand_guesses_are_looked_at_five_times_refused_kindly_and_told_to_the_stewards_once()
    {
        var (chamber, desk) = await Open();
        var answers = new Dictionary<string, int>();
        for (var i = 0; i < 10_000; i++)
        {
            var what = (string[])["link", "connect", "join"];
            var key = (await desk.Do(chamber.Say("mallory", $"{what[i % 2]} {i:00000}-AAAAA"))).Keys()[0];
            answers[key] = answers.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(Guesses.OfPerson, answers["refusal.code"] + answers["refusal.code.link"]);
        Assert.Equal(10_000 - Guesses.OfPerson, answers["refusal.guesses"]);
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
