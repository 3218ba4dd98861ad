using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Tests.Slack;

public sealed class ProfilesSpecs
{
    private static readonly Person Ana = new("slack", "T1", "U1", "ana");

    [Fact]
    public async Task Slack_is_asked_once_an_hour_and_only_for_who_is_not_known()
    {
        await using var host = await SlackHost.Start();
        var profiles = host.Get<Profiles>();
        await profiles.Reader(Reply.None with { Language = "es" }, Ana, "T1", TestContext.Current.CancellationToken);
        Assert.Empty(host.Slack.Methods);
        var reader = await profiles.Reader(Reply.None, Ana, "T1", TestContext.Current.CancellationToken);
        Assert.Equal(("fr", "Europe/Paris"), (reader.Language, reader.Zone.Id));
        reader = await profiles.Reader(Reply.None with { TimeZone = "Africa/Dakar" }, Ana, "T1", TestContext.Current.CancellationToken);
        Assert.Equal(("fr", "Africa/Dakar"), (reader.Language, reader.Zone.Id));
        Assert.Single(host.Slack.Methods);
        Assert.True((await host.Slack.Next("users.info")).Body.GetProperty("include_locale").GetBoolean());
        host.Time.Advance(TimeSpan.FromHours(1));
        await profiles.Reader(Reply.None, Ana, "T1", TestContext.Current.CancellationToken);
        Assert.Equal(2, host.Slack.Methods.Count());
    }

    [Fact]
    public async Task Whom_Slack_does_not_tell_of_reads_English_in_UTC()
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["users.info"] = () => SlackStub.Json("""{"ok":false,"error":"user_not_found"}""");
        var reader = await host.Get<Profiles>().Reader(Reply.None, Ana, "T1", TestContext.Current.CancellationToken);
        Assert.Equal(("en", "UTC"), (reader.Language, reader.Zone.Id));
    }

    [Fact]
    public void A_memory_forgets_the_oldest_first()
    {
        var memory = new Bounded<int>(3);
        for (var i = 0; i < 10; i++)
        {
            memory.Set($"{i}", i);
            memory.Set($"{i}", i);
        }

        Assert.Equal(3, memory.Count);
        Assert.True(memory.TryGet("9", out _));
        Assert.False(memory.TryGet("6", out _));
    }
}
