using BotPartner.Slack.Inbound;
using NodaTime;

namespace BotPartner.Tests.Slack;

public sealed class SpokenSpecs
{
    [Theory]
    [InlineData("<@U0BOT> decide a &lt;b&gt;", "decide a <b>")]
    [InlineData("  <@U0BOT>: help", ": help")]
    [InlineData("hi <@U0BOT|bot>", "hi")]
    [InlineData("<@U1|Ana> and <@U2>", "@Ana and @U2")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("see <https://x.org?a=1&amp;b=2>", "see https://x.org?a=1&b=2")]
    [InlineData("see <https://x.org|x.org> <https://y.org|why> <mailto:a@b.c|a@b.c>", "see https://x.org why (https://y.org) a@b.c")]
    [InlineData("<#C1|general> <#C2> <!here> <!subteam^S1|@team> <!date^1^{date}|Monday>", "#general #C2 @here @team Monday")]
    [InlineData("a < b", "a < b")]
    [InlineData("<>", "")]
    [InlineData("", "")]
    public void Slacks_markup_becomes_what_people_read(string text, string words) =>
        Assert.Equal(words, Spoken.Of(text, "U0BOT", (user, name) => Naming.Person("T1", user, name)).Words);

    [Theory]
    [InlineData("1531420618.000200", 1531420618, 200)]
    [InlineData("1531420618", 1531420618, 0)]
    [InlineData("1531420618.5", 1531420618, 500_000)]
    public void A_ts_is_a_moment(string ts, long seconds, long micros) =>
        Assert.Equal(Instant.FromUnixTimeSeconds(seconds) + Duration.FromNanoseconds(micros * 1000), Naming.Moment(ts));

    [Theory]
    [InlineData("1515449522000016")]
    [InlineData("-1.2")]
    [InlineData("x.y")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_ts_is_no_moment(string? ts) => Assert.Null(Naming.Moment(ts));

    [Fact]
    public void What_carries_no_time_was_done_in_the_second_it_was_signed_in()
    {
        Assert.Equal(Instant.FromUnixTimeSeconds(11) - Duration.FromTicks(1), Naming.SignedAt(10));
        Assert.Equal(Instant.FromUnixTimeSeconds(10) - Duration.FromTicks(1), Naming.SignedAt(9));
    }

    [Fact]
    public void A_request_id_is_never_too_long_and_still_tells_acts_apart()
    {
        var a = Naming.Id("T1", new string('x', 300), "a");
        var b = Naming.Id("T1", new string('x', 300), "b");
        Assert.InRange(a.Length, 1, 200);
        Assert.NotEqual(a, b);
    }
}
