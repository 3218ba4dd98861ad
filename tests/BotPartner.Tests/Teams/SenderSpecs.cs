using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;
using BotPartner.Teams.Outbound;
using NodaTime;

namespace BotPartner.Tests.Teams;

public sealed class SenderSpecs : IAsyncLifetime
{
    private static readonly Card Hello = Card.Of("Hello");
    private TeamsHost host = null!;
    private ISender sender = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TeamsHost.Start();
        sender = host.Get<ISender>();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void It_is_paced_as_Teams_asks() => Assert.Equal(
        [(7, 1L), (8, 2L), (60, 30L), (1800, 3600L)],
        sender.Pace.Select(w => (w.Count, (long)w.Per.TotalSeconds)));

    [Fact]
    public async Task A_message_is_posted_and_edited_where_it_stands()
    {
        var posted = Assert.IsType<Sent.Done>(await sender.Post(To("19:c@thread.tacv2"), Hello, null, Cancellation));
        var edited = Assert.IsType<Sent.Done>(await sender.Edit(To("19:c@thread.tacv2"), posted.Message, Hello, Cancellation));
        Assert.Equal(posted.Message, edited.Message);
        var calls = host.Microsoft.All();
        Assert.Equal(("POST", "https://smba.trafficmanager.net/amer/v3/conversations/19%3Ac%40thread.tacv2/activities"), Line(calls[0]));
        Assert.Equal(("PUT", "https://smba.trafficmanager.net/amer/v3/conversations/19%3Ac%40thread.tacv2/activities/1795280983195"), Line(calls[1]));
        Assert.Equal(calls[0].Body, calls[1].Body);
    }

    [Fact]
    public async Task A_direct_conversation_is_opened_once()
    {
        host.Microsoft.Instead = c => c.Address.AbsolutePath.EndsWith("/conversations", StringComparison.Ordinal) ? FakeMicrosoft.Json(201, """{"id":"a:ann"}""") : null;
        var person = new Person(Incoming.Platform, TeamsHost.Tenant, "29:ann", "Ann");
        await sender.Post(new(person.Direct, "en", "UTC"), Hello, null, Cancellation);
        await sender.Post(new(person.Direct, "en", "UTC"), Hello, null, Cancellation);
        var calls = host.Microsoft.All();
        Assert.Equal(
            ["/teams/v3/conversations", "/teams/v3/conversations/a%3Aann/activities", "/teams/v3/conversations/a%3Aann/activities"],
            calls.Select(c => c.Address.AbsolutePath));
        Assert.Equal("28:" + TeamsHost.AppId, calls[0].Json.GetProperty("bot").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_has_written_to_the_bot_is_reached_in_that_conversation_by_the_service_it_came_from()
    {
        using var response = await host.Post(Sample.Message("help").ToJsonString());
        var alice = host.Bot.Last.Person;
        await sender.Post(new(alice.Direct, "en", "UTC"), Hello, null, Cancellation);
        Assert.Equal("/emea/t1/v3/conversations/a%3Apc-alice/activities", Assert.Single(host.Microsoft.All()).Address.AbsolutePath);
    }

    [Fact]
    public async Task The_latest_service_URL_of_a_conversation_or_its_tenant_goes_before_the_stored_one()
    {
        using var response = await host.Post(Sample.InChannel("help").ToJsonString());
        await sender.Post(To("19:c@thread.tacv2"), Hello, null, Cancellation);
        await sender.Post(To("19:other@thread.tacv2"), Hello, null, Cancellation);
        Assert.All(host.Microsoft.All(), c => Assert.StartsWith("/emea/t1/v3/", c.Address.AbsolutePath, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(429, "later")]
    [InlineData(412, "later")]
    [InlineData(500, "later")]
    [InlineData(502, "later")]
    [InlineData(503, "later")]
    [InlineData(504, "later")]
    [InlineData(401, "later")]
    [InlineData(403, "gone")]
    [InlineData(404, "gone")]
    [InlineData(400, "refused")]
    [InlineData(413, "refused")]
    public async Task What_cannot_be_posted_is_sorted_by_whether_it_will_ever_be(int status, string expected)
    {
        host.Microsoft.Instead = c => c.Authorization is null ? null : FakeMicrosoft.Json(status, "");
        Assert.Equal(expected, Word(await sender.Post(To("19:c"), Hello, null, Cancellation)));
    }

    [Theory]
    [InlineData(429, "", "later")]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster"}}""", "gone")]
    [InlineData(404, """{"error":{"code":"ConversationNotFound"}}""", "gone")]
    [InlineData(404, """{"error":{"code":"ActivityNotFoundInConversation"}}""", "refused")]
    [InlineData(404, "", "refused")]
    [InlineData(413, """{"error":{"code":"MessageSizeTooBig"}}""", "refused")]
    public async Task What_cannot_be_edited_leaves_the_place_alive_unless_it_is_gone(int status, string body, string expected)
    {
        host.Microsoft.Instead = c => c.Authorization is null ? null : FakeMicrosoft.Json(status, body);
        Assert.Equal(expected, Word(await sender.Edit(To("19:c"), MessageReference.Write("19:c", "1"), Hello, Cancellation)));
    }

    [Fact]
    public async Task Throttling_says_how_long_and_nothing_is_tried_twice_here()
    {
        host.Microsoft.Instead = c =>
        {
            if (c.Authorization is null)
            {
                return null;
            }

            var response = FakeMicrosoft.Json(429, "");
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(3));
            return response;
        };
        Assert.Equal(Duration.FromSeconds(3), Assert.IsType<Sent.Later>(await sender.Post(To("19:c"), Hello, null, Cancellation)).After);
        Assert.Single(host.Microsoft.All());
    }

    [Fact]
    public async Task A_blocked_person_is_gone_and_asked_for_anew_should_they_come_back()
    {
        var direct = new Addressee(new(Incoming.Platform, TeamsHost.Tenant, "@29:ann", PlaceKind.Personal), "en", "UTC");
        host.Get<Whereabouts>().Opened(direct.Place, "a:ann");
        host.Microsoft.Instead = c => c.Authorization is null ? null : FakeMicrosoft.Json(403, """{"subCode":"MessageWritesBlocked"}""");
        Assert.Equal("403 MessageWritesBlocked", Assert.IsType<Sent.Gone>(await sender.Post(direct, Hello, null, Cancellation)).Reason);
        Assert.Null(host.Get<Whereabouts>().Direct(direct.Place));
    }

    [Fact]
    public async Task Time_running_out_is_no_verdict()
    {
        host.Microsoft.Instead = c => c.Authorization is null ? null : throw new TaskCanceledException();
        Assert.Equal("later", Word(await sender.Post(To("19:c"), Hello, null, Cancellation)));
    }

    [Fact]
    public async Task A_message_without_a_reference_cannot_be_edited()
    {
        Assert.Equal("refused", Word(await sender.Edit(To("19:c"), MessageReference.Write("19:c", ""), Hello, Cancellation)));
        Assert.Empty(host.Microsoft.All());
    }

    [Theory]
    [InlineData("19:c@thread.tacv2;messageid=1795", "1795")]
    [InlineData("a|b/c", "f:1/2")]
    public void A_reference_holds_both_ids_whatever_they_contain(string conversation, string id) =>
        Assert.Equal((conversation, id), MessageReference.Read(MessageReference.Write(conversation, id)));

    private static Addressee To(string channel) => new(
        new(Incoming.Platform, TeamsHost.Tenant, channel, PlaceKind.Channel) { Route = "https://smba.trafficmanager.net/amer/" }, "fr", "Africa/Dakar");

    private static (string Method, string Address) Line(Call call) => (call.Method, call.Address.AbsoluteUri);

    private static string Word(Sent sent) => sent.GetType().Name.ToLowerInvariant();
}
