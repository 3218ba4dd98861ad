using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Limits;
using BotPartner.Tests.Sandbox;
using BotPartner.Tests.Slack;
using BotPartner.Tests.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Limits;

/// <summary>What happens when more comes than the bot can hold.</summary>
public sealed class AdmissionSpecs
{
    private static readonly (string, string)[] Small = [("Limits:AtOnce", "2"), ("Limits:Waiting", "1")];

    [Fact]
    public async Task What_there_is_no_room_for_is_sent_away_at_once_and_nothing_of_it_is_done()
    {
        await using var host = await SlackHost.Start(Small);
        var (held, release) = Holding(host);
        var inside = new[] { Press(host, 1), Press(host, 2) };
        await Soon.True(() => held.CurrentCount == 2);
        var waits = Press(host, 3);
        await Soon.True(() => host.Get<Admission>().Waiting == 1);

        var sent = await Press(host, 4);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sent.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), sent.Headers.RetryAfter?.Delta);
        Assert.Equal(2, host.Requests.Count);

        // Not even whether it is signed was looked at.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Send("/slack/events", "{", "application/json", signature: "none")).StatusCode);

        release.SetResult(Reply.None);
        Assert.All(await Task.WhenAll([.. inside, waits]), r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await Press(host, 5)).StatusCode);
        Assert.Equal((0, 0), (host.Get<Admission>().UnderWay, host.Get<Admission>().Waiting));
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_turn_is_sent_away_before_Slack_gives_up()
    {
        await using var host = await SlackHost.Start(Small);
        var (held, release) = Holding(host);
        var inside = new[] { Press(host, 1), Press(host, 2) };
        await Soon.True(() => held.CurrentCount == 2);
        var waits = Press(host, 3);
        await Soon.True(() => host.Get<Admission>().Waiting == 1);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waits).StatusCode);
        Assert.Equal(2, host.Requests.Count);
        release.SetResult(Reply.None);
        Assert.All(await Task.WhenAll(inside), r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
    }

    [Fact]
    public async Task The_time_that_was_waited_is_taken_off_the_time_for_the_work()
    {
        await using var host = await SlackHost.Start(("Limits:AtOnce", "1"), ("Limits:Waiting", "1"));
        var (held, release) = Holding(host);
        var inside = Press(host, 1);
        await Soon.True(() => held.CurrentCount == 1);
        var waits = Press(host, 2);
        await Soon.True(() => host.Get<Admission>().Waiting == 1);
        host.Time.Advance(TimeSpan.FromSeconds(0.9));
        var second = new TaskCompletionSource<Reply>();
        host.Does = _ =>
        {
            held.Release();
            return second.Task;
        };
        release.SetResult(Reply.None);
        await inside;
        await Soon.True(() => held.CurrentCount == 2);
        host.Time.Advance(TimeSpan.FromSeconds(1.7));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waits).StatusCode);
        second.SetResult(Reply.None);
    }

    [Fact]
    public async Task Teams_is_sent_away_the_same_way()
    {
        await using var host = await TeamsHost.Start(("Limits:AtOnce", "1"), ("Limits:Waiting", "0"));
        var release = new TaskCompletionSource<Reply>();
        host.Bot.Says = (_, _) => release.Task;
        var inside = host.Post(Sample.Message("help").ToJsonString());
        await Soon.True(() => !host.Bot.Heard.IsEmpty);

        // Not even its token was looked at.
        using var sent = await host.Post("{", "no token");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sent.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), sent.Headers.RetryAfter?.Delta);
        release.SetResult(Reply.None);
        Assert.Equal(HttpStatusCode.OK, (await inside).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Post("{", "no token")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_begun_while_the_store_is_behind()
    {
        var behind = true;
        await using var host = await SlackHost.Start(b => b.AddSingleton(new Congestion(() => behind)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Press(host, 1)).StatusCode);
        Assert.Empty(host.Requests);
        behind = false;
        Assert.Equal(HttpStatusCode.OK, (await Press(host, 2)).StatusCode);
    }

    [Theory]
    [InlineData("AtOnce", "0")]
    [InlineData("AtOnce", "many")]
    [InlineData("Waiting", "-1")]
    [InlineData("Waiting", "1000001")]
    public async Task A_wrong_number_stops_the_start_with_one_line(string name, string value)
    {
        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() => SlackHost.Start(($"Limits:{name}", value)));
        Assert.StartsWith($"Configuration: Limits:{name} must be a number from ", wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>Has the feature hold what reaches it, until it is let go.</summary>
    private static (SemaphoreSlim Held, TaskCompletionSource<Reply> Release) Holding(SlackHost host)
    {
        var (held, release) = (new SemaphoreSlim(0), new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously));
        host.Does = _ =>
        {
            held.Release();
            return release.Task;
        };
        return (held, release);
    }

    private static Task<HttpResponseMessage> Press(SlackHost host, int number) => host.Interact(Payloads.Press(more: $",\"number\":{number}"));
}
