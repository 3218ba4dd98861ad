using BotPartner.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Teams;

public sealed class SettingsSpecs
{
    [Fact]
    public void Without_an_app_id_Teams_is_off()
    {
        Assert.Null(TeamsSettings.Read(new ConfigurationBuilder().Build().GetSection("Teams"), development: false));
        var builder = WebApplication.CreateBuilder();
        builder.AddTeams();
        Assert.DoesNotContain(builder.Services, s => s.ServiceType == typeof(MessagesEndpoint));
        builder.Build().MapTeams();
    }

    [Fact]
    public void The_defaults_are_those_of_the_public_cloud()
    {
        var settings = Read();
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", settings.OpenIdMetadata.AbsoluteUri);
        Assert.Equal($"https://login.microsoftonline.com/{TeamsHost.Tenant}/oauth2/v2.0/token", settings.TokenEndpoint.AbsoluteUri);
        Assert.Equal([TeamsHost.Tenant], settings.AllowedTenants);
        Assert.True(settings.Hosts.Allows("https://smba.trafficmanager.net/teams/"));
    }

    [Fact]
    public void Only_an_old_multi_tenant_bot_asks_the_tenant_of_the_Bot_Framework_for_its_token()
    {
        var settings = Read(("AppType", "MultiTenant"), ("AllowedTenants:0", "*"));
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", settings.TokenEndpoint.AbsoluteUri);
        Assert.Null(settings.AllowedTenants);
    }

    [Fact]
    public void A_service_on_this_machine_may_speak_plain_http()
    {
        var settings = Read(
            ("OpenIdMetadata", "http://localhost:9/.well-known/openidconfiguration"),
            ("TokenEndpoint", "http://127.0.0.1:9/{tenant}/token"),
            ("AllowedServiceHosts:0", "http://127.0.0.1:*"));
        Assert.Equal($"http://127.0.0.1:9/{TeamsHost.Tenant}/token", settings.TokenEndpoint.AbsoluteUri);
        Assert.True(settings.Hosts.Allows("http://127.0.0.1:4711/amer"));
        Assert.False(settings.Hosts.Allows(FakeMicrosoft.Service));
    }

    [Theory]
    [InlineData("AppId", "not-a-guid", "Teams:AppId")]
    [InlineData("AppType", "Singel", "Teams:AppType")]
    [InlineData("AppType", "0", "Teams:AppType")]
    [InlineData("AppType", "UserAssignedMSI", "Teams:ClientSecret")]
    [InlineData("AppType", "MultiTenant", "Teams:AllowedTenants")]
    [InlineData("TenantId", "", "Teams:TenantId")]
    [InlineData("ClientSecret", "", "Teams:ClientSecret")]
    [InlineData("AllowUnauthenticated", "true", "Teams:AllowUnauthenticated")]
    [InlineData("AllowUnauthenticated", "perhaps", "Teams:AllowUnauthenticated")]
    [InlineData("OpenIdMetadata", "http://login.example.org/", "Teams:OpenIdMetadata")]
    [InlineData("TokenEndpoint", "login", "Teams:TokenEndpoint")]
    [InlineData("AllowedServiceHosts:0", "*.trafficmanager.net", "Teams:AllowedServiceHosts")]
    [InlineData("AllowedServiceHosts:0", "http://smba.trafficmanager.net", "Teams:AllowedServiceHosts")]
    [InlineData("AllowedServiceHosts:0", "*", "Teams:AllowedServiceHosts")]
    [InlineData("AllowedServiceHosts:0", "*.net", "Teams:AllowedServiceHosts")]
    [InlineData("AllowedServiceHosts:0", "host:port", "Teams:AllowedServiceHosts")]
    public void A_wrong_value_stops_the_start_and_is_named(string name, string value, string named)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read((name, value)));
        Assert.StartsWith($"Configuration: {named} ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
        Assert.DoesNotContain("s3cret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_without_a_token_are_for_development() => Assert.True(Read(true, ("AllowUnauthenticated", "true")).AllowUnauthenticated);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/x/", true)]
    [InlineData("https://SMBA.trafficmanager.net/amer/x", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://europe.botframework.com/", true)]
    [InlineData("http://smba.trafficmanager.net/amer/", false)]
    [InlineData("https://evil.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.org/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.org/", false)]
    [InlineData("https://evil.org/?smba.trafficmanager.net", false)]
    [InlineData("https://smba.trafficmanager.net/?x=", false)]
    [InlineData("https://smba.trafficmanager.net:8443/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("http://127.0.0.1:1/", false)]
    [InlineData("smba.trafficmanager.net", false)]
    [InlineData(null, false)]
    public void The_token_goes_to_hosts_of_Teams_only(string? serviceUrl, bool allowed) =>
        Assert.Equal(allowed, ServiceHosts.Default.Allows(serviceUrl));

    [Theory]
    [InlineData("https://a.org/x", "https://A.ORG/x/", true)]
    [InlineData("https://a.org", "https://a.org/", true)]
    [InlineData("https://a.org/x", "https://a.org/X", false)]
    [InlineData("https://a.org/x", "https://a.org/x//", false)]
    [InlineData("https://a.org/x", "https://b.org/x", false)]
    [InlineData("https://a.org/x", "https://a.org:444/x", false)]
    [InlineData("https://a.org/x", "http://a.org/x", false)]
    [InlineData(null, null, false)]
    public void Service_URLs_are_the_same_but_for_case_of_host_and_one_slash(string? one, string? other, bool same) =>
        Assert.Equal(same, ServiceHosts.Same(one, other));

    private static TeamsSettings Read(params (string Name, string Value)[] settings) => Read(false, settings);

    private static TeamsSettings Read(bool development, params (string Name, string Value)[] settings)
    {
        var all = TeamsHost.Settings().ToDictionary(s => $"Teams:{s.Name}", s => (string?)s.Value);
        foreach (var (name, value) in settings)
        {
            all[$"Teams:{name}"] = value;
        }

        return TeamsSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection("Teams"), development)!;
    }
}
