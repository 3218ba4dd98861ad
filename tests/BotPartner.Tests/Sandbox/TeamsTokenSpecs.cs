using System.Text.Json;
using BotPartner.Sandbox.Teams;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotPartner.Tests.Sandbox;

/// <summary>The tokens of the simulated service, judged by a library that knows nothing of it.</summary>
public sealed class TeamsTokenSpecs : IAsyncLifetime
{
    private SimulatedTeams teams = null!;
    private FakeBot bot = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        teams = await SimulatedTeams.Start(cancellation: TestContext.Current.CancellationToken);
        teams.BotUrl = bot.Url;
    }

    public async ValueTask DisposeAsync()
    {
        await teams.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_true_token_is_valid_holds_five_claims_and_an_endorsed_key()
    {
        var (result, token) = await Judge(new());
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(["aud", "exp", "iss", "nbf", "serviceurl"], token.Claims.Select(c => c.Type).Order());
        Assert.Equal(teams.ServiceUrl, token.GetClaim("serviceurl").Value);
        Assert.Equal(teams.ServiceUrl, (string)bot.Last.Json["serviceUrl"]!);
        Assert.Contains("msteams", await Endorsements(token.Kid));
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("early")]
    [InlineData("HS256")]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("broken")]
    public async Task A_wrong_token_is_wrong(string how)
    {
        var (result, _) = await Judge(how switch
        {
            "issuer" => new() { Issuer = "https://evil.example" },
            "audience" => new() { Audience = "somebody-else" },
            "expired" => new() { ExpiredBy = TimeSpan.FromMinutes(6) },
            "early" => new() { ValidIn = TimeSpan.FromMinutes(6) },
            "unknown" => new() { UnknownKey = true },
            "broken" => new() { BrokenSignature = true },
            _ => new() { Algorithm = how },
        });
        Assert.False(result.IsValid);
    }

    [Fact]
    public async Task Within_the_skew_a_late_token_is_still_valid() =>
        Assert.True((await Judge(new() { ExpiredBy = TimeSpan.FromMinutes(4) })).Result.IsValid);

    [Fact]
    public async Task Flaws_that_a_signature_does_not_show_are_there()
    {
        var (unendorsed, token) = await Judge(new() { NoEndorsement = true });
        Assert.True(unendorsed.IsValid);
        Assert.DoesNotContain("msteams", await Endorsements(token.Kid));
        Assert.Contains((await Judge(new() { CamelCaseClaim = true })).Token.Claims, c => c.Type == "serviceUrl");
        Assert.DoesNotContain((await Judge(new() { NoServiceUrl = true })).Token.Claims, c => c.Type == "serviceurl");
        Assert.Equal("https://evil.example/", (await Judge(new() { ServiceUrl = "https://evil.example/" })).Token.GetClaim("serviceurl").Value);
        await teams.Anna.Forging(new() { NoToken = true }).Says("hi");
        Assert.False(bot.Last.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task After_a_rotation_the_old_key_is_gone_and_the_new_one_signs()
    {
        var (_, before) = await Judge(new());
        teams.RotateKeys();
        var (result, after) = await Judge(new());
        Assert.True(result.IsValid);
        Assert.NotEqual(before.Kid, after.Kid);
        Assert.Empty(await Endorsements(before.Kid));
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("client_id", "wrong", 400, "unauthorized_client")]
    [InlineData("scope", "https://graph.microsoft.com/.default", 400, "invalid_scope")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    public async Task The_token_endpoint_refuses_what_is_wrong(string field, string value, int status, string error)
    {
        using var caller = new Caller();
        var fields = Caller.Credentials(teams);
        fields[field] = value;
        var refused = await caller.Form(teams.Settings["Teams:TokenEndpoint"], fields);
        Assert.Equal((status, error), (refused.Status, refused.Error));
        Assert.Equal(0, teams.TokensIssued);
    }

    [Fact]
    public async Task The_authority_of_multi_tenant_bots_does_not_know_this_one()
    {
        using var caller = new Caller();
        var refused = await caller.Form($"{teams.Url}/botframework.com/oauth2/v2.0/token", Caller.Credentials(teams));
        Assert.Contains("AADSTS700016", refused.Body, StringComparison.Ordinal);
    }

    private async Task<(TokenValidationResult Result, JsonWebToken Token)> Judge(TokenFlaws flaws)
    {
        await teams.Anna.Forging(flaws).Says("hi");
        var token = bot.Last.Headers["Authorization"]["Bearer ".Length..];
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidIssuer = "https://api.botframework.com",
            ValidAudience = teams.Options.AppId,
            IssuerSigningKeys = (await Keys()).GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            ClockSkew = TimeSpan.FromMinutes(5),
        });
        return (result, new(token));
    }

    private async Task<JsonWebKeySet> Keys()
    {
        using var caller = new Caller();
        var metadata = await caller.Json(HttpMethod.Get, teams.Settings["Teams:OpenIdMetadata"]);
        return new((await caller.Json(HttpMethod.Get, (string)metadata.Json["jwks_uri"]!)).Body);
    }

    private async Task<string[]> Endorsements(string kid) =>
        (await Keys()).Keys.FirstOrDefault(k => k.Kid == kid)?.AdditionalData["endorsements"] is JsonElement list
            ? [.. list.EnumerateArray().Select(e => e.GetString()!)]
            : [];
}
