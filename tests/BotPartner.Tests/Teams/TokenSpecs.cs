using System.Net;
using Microsoft.IdentityModel.Tokens;

namespace BotPartner.Tests.Teams;

/// <summary>Who is let in. The issuer is the test's own; all else is the real path.</summary>
public sealed class TokenSpecs : IAsyncLifetime
{
    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_good_token_is_let_in_and_the_keys_are_fetched_once()
    {
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
        Assert.Equal(2, host.Bot.Heard.Count);
        Assert.Equal(1, host.Microsoft.MetadataFetches);
    }

    [Theory]
    [InlineData("api://" + TeamsHost.AppId)]
    [InlineData("api://botid-" + TeamsHost.AppId)]
    public async Task The_audience_may_be_written_as_an_address(string audience) =>
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock, audience: audience)));

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha384)]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    public async Task Longer_signatures_are_as_good(string algorithm) =>
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock, algorithm: algorithm)));

    [Fact]
    public async Task Without_a_token_nothing_is_heard()
    {
        using var response = await host.Send(HttpMethod.Post, new StringContent(Sample.Message("help").ToJsonString()), null);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Empty(host.Bot.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    public async Task What_is_no_token_is_refused(string token) => Assert.Equal(HttpStatusCode.Unauthorized, await Status(token));

    [Fact]
    public async Task Tokens_of_others_are_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, issuer: "https://sts.windows.net/x/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, issuer: "https://api.botframework.com/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, audience: "33333333-3333-4333-8333-333333333333")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, algorithm: SecurityAlgorithms.HmacSha256)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, algorithm: SecurityAlgorithms.RsaSsaPssSha256)));
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task A_token_without_or_with_a_broken_signature_is_refused()
    {
        var parts = host.Microsoft.Token(host.Clock).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"k1"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{none}.{parts[1]}."));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{parts[0]}.{parts[1]}."));
        var other = host.Microsoft.Token(host.Clock, audience: "x").Split('.');
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{parts[0]}.{parts[1]}.{other[2]}"));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var parts = host.Microsoft.Token(host.Clock).Split('.');
        var body = Base64UrlEncoder.Decode(parts[1]).Replace("\"exp\"", "\"exq\"", StringComparison.Ordinal);
        var unsigned = $"{parts[0]}.{Base64UrlEncoder.Encode(body)}";
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Sign(unsigned)));
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Sign($"{parts[0]}.{parts[1]}")));
    }

    [Theory]
    [InlineData(0, -294, HttpStatusCode.OK)]
    [InlineData(0, -312, HttpStatusCode.Unauthorized)]
    [InlineData(240, 3600, HttpStatusCode.OK)]
    [InlineData(360, 3600, HttpStatusCode.Unauthorized)]
    public async Task Clocks_may_differ_by_five_minutes(int starts, int ends, HttpStatusCode status) =>
        Assert.Equal(status, await Status(host.Microsoft.Token(
            host.Clock, starts: TimeSpan.FromSeconds(Math.Min(starts, ends - 1)), ends: TimeSpan.FromSeconds(ends))));

    [Fact]
    public async Task A_token_ages_by_the_time_that_is_given()
    {
        var token = host.Microsoft.Token(host.Clock);
        host.Clock.Advance(TimeSpan.FromMinutes(64));
        Assert.Equal(HttpStatusCode.OK, await Status(token));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(token));
    }

    [Fact]
    public async Task The_claim_of_the_service_URL_is_written_in_lower_case_and_must_be_there() =>
        Assert.Equal(HttpStatusCode.Forbidden, await Status(host.Microsoft.Token(host.Clock, claim: "serviceUrl")));

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/t1", HttpStatusCode.OK)]
    [InlineData("https://SMBA.trafficmanager.net/emea/t1/", HttpStatusCode.OK)]
    [InlineData("https://smba.trafficmanager.net/amer/t1/", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.trafficmanager.net/emea/t1/", HttpStatusCode.Forbidden)]
    public async Task The_claim_of_the_service_URL_must_fit_the_activity(string claim, HttpStatusCode status) =>
        Assert.Equal(status, await Status(host.Microsoft.Token(host.Clock, serviceUrl: claim)));

    [Fact]
    public async Task A_service_URL_elsewhere_is_refused_even_if_the_token_says_the_same()
    {
        var activity = Sample.Message("help");
        activity["serviceUrl"] = "https://evil.trafficmanager.net/";
        var token = host.Microsoft.Token(host.Clock, serviceUrl: "https://evil.trafficmanager.net/");
        using var response = await host.Post(activity.ToJsonString(), token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_key_must_be_endorsed_for_the_channel()
    {
        host.Microsoft.AddKey("other", "webchat");
        host.Microsoft.AddKey("none", null);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(host.Microsoft.Token(host.Clock, key: "other")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(host.Microsoft.Token(host.Clock, key: "none")));
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task A_new_key_is_looked_for_at_once_but_not_more_than_once_a_minute()
    {
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
        host.Microsoft.AddKey("k2", "msteams");
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock, key: "k2")));
        Assert.Equal(2, host.Microsoft.MetadataFetches);

        host.Microsoft.AddKey("k3", "msteams");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(host.Microsoft.Token(host.Clock, key: "k3")));
        Assert.Equal(2, host.Microsoft.MetadataFetches);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock, key: "k3")));
    }

    [Fact]
    public async Task Without_any_keys_nobody_is_to_blame_and_later_all_is_well()
    {
        host.Microsoft.Instead = c => c.Address.AbsolutePath.EndsWith("keys", StringComparison.Ordinal) ? FakeMicrosoft.Json(500, "") : null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(host.Microsoft.Token(host.Clock)));
        host.Microsoft.Instead = _ => null;
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
    }

    [Fact]
    public async Task Keys_that_were_good_stay_good_while_no_new_ones_are_to_be_had()
    {
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
        host.Microsoft.Instead = c => c.Address.AbsolutePath.EndsWith("openidconfiguration", StringComparison.Ordinal) ? FakeMicrosoft.Json(503, "") : null;
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await Status(host.Microsoft.Token(host.Clock)));
    }

    [Fact]
    public async Task Keys_are_not_fetched_from_another_host()
    {
        host.Microsoft.Instead = c => c.Address.AbsolutePath.EndsWith("openidconfiguration", StringComparison.Ordinal)
            ? FakeMicrosoft.Json(200, """{"issuer":"https://api.botframework.com","jwks_uri":"https://evil.example.org/keys"}""")
            : null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(host.Microsoft.Token(host.Clock)));
    }

    private async Task<HttpStatusCode> Status(string token)
    {
        using var response = await host.Post(Sample.Message("help").ToJsonString(), token);
        return response.StatusCode;
    }
}
