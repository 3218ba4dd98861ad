using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Access;

/// <summary>Somebody on this machine who listens, and counts what it hears.</summary>
internal sealed class Neighbour : IAsyncDisposable
{
    private readonly WebApplication app;
    private int heard;

    private Neighbour(WebApplication app) => this.app = app;

    /// <summary>How many requests came through.</summary>
    public int Heard => heard;

    public Uri Address => new(app.Urls.Single());

    /// <param name="answers">What it says; success if nothing.</param>
    /// <param name="certificate">Speaks https with a certificate that nobody but itself signed.</param>
    public static async Task<Neighbour> Listen(Func<HttpContext, Task>? answers = null, bool certificate = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o =>
        {
            if (certificate)
            {
                o.UseHttps(OwnCertificate());
            }
        }));
        var neighbour = new Neighbour(builder.Build());
        neighbour.app.Run(context =>
        {
            Interlocked.Increment(ref neighbour.heard);
            return answers?.Invoke(context) ?? Task.CompletedTask;
        });
        await neighbour.app.StartAsync(TestContext.Current.CancellationToken);
        return neighbour;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static X509Certificate2 OwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
