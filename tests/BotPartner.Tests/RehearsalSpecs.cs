using BotPartner.Core.Chat;
using BotPartner.Rehearsals;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests;

/// <summary>What is played after the start is the real thing, to the end; else it would warm nothing.</summary>
public sealed class RehearsalSpecs
{
    [Fact]
    public async Task Every_line_of_it_is_understood_and_none_is_refused()
    {
        var replies = await Rehearsal.Play(new ManualTime(), TestContext.Current.CancellationToken);
        var keys = replies.Select(r => string.Join(',', r.Keys())).ToArray();
        Assert.All(keys, k => Assert.DoesNotContain("refusal", k, StringComparison.Ordinal));
        Assert.All(keys, k => Assert.DoesNotContain("unknown", k, StringComparison.Ordinal));
        Assert.Equal("ballot.recorded", keys[5].Split(',')[0]);
        Assert.Equal("ballot.recorded", keys[13].Split(',')[0]);
    }
}
