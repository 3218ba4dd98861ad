using System.Collections.Frozen;
using BotPartner.Core.Documents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Keys;

/// <summary>Something that works but should not stay so: said at the start, and by <c>/health/ready</c>.</summary>
/// <param name="Line">One line: what, and how to mend it. No secret.</param>
public sealed record Warning(string Line);

/// <summary>The vault, for those who have secrets to store.</summary>
public static partial class KeysModule
{
    /// <summary>Adds the vault; once, however often it is asked.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Keys</c> cannot be used.</exception>
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(s => s.ServiceType == typeof(Vault)))
        {
            return;
        }

        var settings = KeySettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Vault>();
        if (settings.Certificate is null)
        {
            builder.Services.AddSingleton(new Warning(
                "The keys that stored tokens and tensions are encrypted with lie in the clear in Keys:Folder; set Keys:CertificatePath, or let nobody else read that folder."));
        }
    }

    /// <summary>Has documents of these kinds encrypted in the store that was added.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Keys</c> cannot be used.</exception>
    public static void SealDocuments(this WebApplicationBuilder builder, params IEnumerable<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddKeys();
        var (store, confidential) = (builder.Services.Last(s => s.ServiceType == typeof(IDocuments)).ImplementationFactory!, kinds.ToFrozenSet());
        builder.Services.Replace(ServiceDescriptor.Singleton<IDocuments>(
            services => new SealedDocuments((IDocuments)store(services), services.GetRequiredService<Vault>(), confidential, services.GetRequiredService<ILogger<SealedDocuments>>())));
    }

    /// <summary>Says the warnings at the start.</summary>
    public static void SayWarnings(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var warning in app.Services.GetServices<Warning>())
        {
            LogWarning(app.Logger, warning.Line);
        }
    }

    [LoggerMessage(15, LogLevel.Warning, "{Line}")]
    private static partial void LogWarning(ILogger log, string line);
}
